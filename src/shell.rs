//! What acts on the machine: clock, disk, journal, lock, dialogs, threads, printer. Everything that
//! may fail.
//!
//! [`Runner`] carries out what the workspace asks for as [`crate::workspace::Effect`] on threads
//! of its own, and answers with [`crate::workspace::Event`]. It decides nothing about records and
//! paints nothing. What it does to files stands in [`store`] and [`journal`], step by step and
//! without threads, so that a test can cut the power between any two steps; every touch of a
//! disk goes through the one trait [`disk::Disk`].
//!
//! In what order things reach the disk, and why nothing acknowledged can be lost:
//!
//! 1. A note is appended to this PC's journal at once and synced within 200 ms; only then is it
//!    acknowledged. A journal file that failed is never trusted again: what was not yet synced is
//!    written anew into the next one.
//! 2. Before the workbook is written, the journal is synced, so the file never holds an entry
//!    the journal lacks; and what will be written is announced in this PC's [`memory`], so that
//!    a cut between the two does not make the file look like somebody else's.
//! 3. The workbook is written beside, synced, read back, compared, renamed over and its folder
//!    synced ([`atomic_write`]). The old file is whole until the new one is. What lies there then is
//!    compared once more, where locks do not work again a moment later: only then it is written.
//! 4. Only a journal whose entries are all in the written file is begun anew. One whose file is
//!    gone is made anew at once, with everything the workbook does not hold yet.

pub mod atomic_write;
pub mod backups;
pub mod clock;
pub mod columns;
pub mod crash;
pub mod diagnosis;
pub mod dialogs;
pub mod diary;
pub mod disk;
pub mod entropy;
pub mod faces;
pub mod home;
pub mod journal;
pub mod lock;
pub mod memory;
pub mod names;
pub mod paths;
pub mod prints;
pub mod refused;
pub mod rescue;
pub mod runner;
pub mod settings;
#[cfg(unix)]
mod signals;
pub mod sources;
pub mod starts;
pub mod store;
pub mod tables;
mod trouble;

pub use runner::{Parts, Runner};
