//! The outlet that *the newspaper* stands for.

use super::memory::Who;
use super::words::{self, Sort};
use super::{Resolved, Speakers};
use crate::claims::lexicon;
use crate::claims::source::Source;
use crate::claims::via::MEDIA;
use crate::report::SpeakerKind;

impl Speakers<'_> {
    /// Remembers the outlet through which a claim came.
    pub fn through(&mut self, outlet: &str) {
        self.outlet = Some(outlet.to_owned());
    }

    /// The outlet that *the newspaper* stands for: one that was named as the way a claim came, else the last whose name says
    /// that it is an outlet.
    pub fn outlet_described(&self, source: &Source) -> Option<String> {
        let noun = self.view.lower(source.head);
        let definite = self.view.is(source.tokens.start, &["the", "that"]);
        if !words::is(&noun, Sort::Outlet) || !definite || source.tokens.len() > 3 {
            return None;
        }
        self.outlet.clone().or_else(|| {
            // A paper may be a study, and a site or network many things.
            if matches!(&*noun, "paper" | "site" | "website" | "channel" | "network") {
                return None;
            }
            self.lately(source.head).find_map(|t| {
                let Who::Entity(e) = t.who else { return None };
                let entity = &self.names.entities[e];
                let outlet = || lexicon::lower(&entity.label).split_whitespace().any(|w| MEDIA.contains(&w));
                (entity.kind == SpeakerKind::Organisation && outlet()).then(|| entity.label.clone())
            })
        })
    }

    /// *the newspaper*, as a speaker.
    pub(super) fn outlet_as_speaker(&self, source: &Source) -> Option<Resolved> {
        let label = self.outlet_described(source)?;
        let how = format!("the outlet is {label}");
        Some(Resolved { label, kind: SpeakerKind::Organisation, factor: 0.9, how, ..Resolved::unknown() })
    }
}
