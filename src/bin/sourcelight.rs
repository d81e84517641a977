//! `sourcelight`: the engine on the command line. See [`sourcelight::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    sourcelight::cli::main()
}
