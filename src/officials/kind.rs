//! Kinds of offices: what a title in a text can be compared with, and how senior each is.

/// Kinds by name, with their rank: the lower, the more senior. The position is the bit in a mask of kinds.
pub const KINDS: &[(&str, u8)] = &[
    ("president", 1),
    ("prime_minister", 1),
    ("supreme_leader", 1),
    ("monarch", 2),
    ("pope", 2),
    ("secretary_general", 3),
    ("organisation_head", 10),
    ("commissioner", 9),
    ("foreign_minister", 11),
    ("defence_minister", 12),
    ("finance_minister", 12),
    ("interior_minister", 12),
    ("deputy_secretary_general", 12),
    ("deputy_prime_minister", 13),
    ("deputy_head_of_state", 4),
    ("speaker", 14),
    ("attorney_general", 15),
    ("governor_general", 15),
    ("justice_minister", 15),
    ("central_banker", 16),
    ("minister", 17),
    ("security_adviser", 17),
    ("intelligence_chief", 18),
    ("military_chief", 18),
    ("senator", 18),
    ("chief_of_staff", 19),
    ("first_minister", 19),
    ("governor", 20),
    ("representative", 20),
    ("judge", 21),
    ("ambassador", 22),
    ("prosecutor", 22),
    ("mayor", 23),
    ("police_chief", 24),
    ("head", 25),
    ("deputy_minister", 26),
    ("spokesperson", 26),
    // What a reader's own list calls an office and the tables of words do not know.
    ("listed", 30),
    // Not offices: what titles say that no term can confirm.
    ("candidate", 90),
    ("politician", 90),
    ("predecessor", 90),
    ("other", 99),
];

/// The bit of a kind; 0 for an unknown name.
pub fn bit(name: &str) -> u64 {
    KINDS.iter().position(|(kind, _)| *kind == name).map_or(0, |at| 1 << at)
}

/// The rank of the most senior kind in a mask.
#[allow(dead_code)]
pub fn rank(kinds: u64) -> u8 {
    KINDS.iter().enumerate().filter(|(at, _)| kinds >> at & 1 == 1).map(|(_, (_, rank))| *rank).min().unwrap_or(99)
}
