//! One crate for all tests that look at the program from outside, so that it links once.
#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may stop at once"
)]

mod attack;
mod checkup;
mod circles;
mod clashes;
mod commands;
#[cfg(unix)]
mod console;
mod content;
mod cpu;
mod earlier;
#[cfg(unix)]
mod ended;
mod faults;
mod files;
mod filling;
mod fixture;
#[cfg(unix)]
mod found;
mod gatherings;
mod going_on;
mod hostile;
mod house;
mod incidents;
mod kept;
mod kills;
mod laws;
mod named;
mod notes;
mod numbers;
mod power;
mod prints;
mod rescued;
mod residents;
mod revisions;
mod rostering;
mod rotas;
mod runner;
mod sample;
mod screens;
mod several;
mod sim;
mod standing;
mod stopped;
mod supplies;
mod swaps;
mod tables;
mod team;
mod values;
mod watched;
mod world;
