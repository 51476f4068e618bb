//! What the fuzz targets try.
//!
//! The layers from the model to the file, and the journal, are built from the program's own
//! sources without window and papers: those are most of its crates, and nothing here calls them.
#![allow(dead_code)]

// The tests' helpers name the program's crate.
extern crate self as shousui;

#[path = "../../../src"]
mod layers {
    pub mod action;
    pub mod file;
    pub mod model;
    pub mod rules;
    pub mod session;
    pub mod shell {
        mod entropy;
        pub mod clock;
        pub mod disk;
        pub mod journal;
        pub mod lock;
        pub mod names;
        pub mod refused;
        pub mod atomic_write;
    }
}
#[path = "../../it"]
mod helpers {
    pub(crate) mod fixture;
    pub(crate) mod sim;
}

pub use layers::{action, file, model, rules, session, shell};

mod base;
mod journal;
mod memory;
mod merge;
mod repair;
mod script;
mod workbook;

pub use journal::journal;
pub use merge::merge;
pub use repair::repair;
pub use workbook::workbook;
