//! The interface: popup (more pages later). Built as a WebAssembly module of its own, without the engine.
