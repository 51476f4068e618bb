//! Long work: how far it is, and whether somebody still waits for it.

use std::convert::Infallible;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Papers laid out.
    #[default]
    Papers,
    /// Bytes of a file that is read.
    Read,
    /// Bytes of a file that is written.
    Written,
    /// Bytes of a text whose records were understood.
    Understood,
    /// Steps of a history.
    Steps,
    /// Files looked through.
    Files,
    /// Hundredths of all there is to do.
    Percent,
}

/// How far work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is counted.
    pub unit: Unit,
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub of: usize,
}

impl Progress {
    /// That many done, of that many.
    pub fn new(unit: Unit, done: usize, of: usize) -> Self {
        Self { unit, done, of }
    }
}

/// Somebody who waits for long work, hears how far it is, and may want no more of it.
pub trait Watch {
    /// That they want no more of it; nothing where that cannot be.
    type Stop;

    /// Hears how far it is.
    ///
    /// # Errors
    /// When no more of it is wanted. What was done so far is of no use to anybody.
    fn on(&self, progress: Progress) -> Result<(), Self::Stop>;

    /// What follows changes something for good: the last moment to want no more of it.
    ///
    /// # Errors
    /// As [`Self::on`].
    fn commit(&self) -> Result<(), Self::Stop> {
        Ok(())
    }
}

/// For work that is never stopped.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    type Stop = Infallible;

    fn on(&self, _progress: Progress) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Nobody wants any more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// Says whether to go on.
impl<F: Fn(Progress) -> bool> Watch for F {
    type Stop = Stopped;

    fn on(&self, progress: Progress) -> Result<(), Stopped> {
        if self(progress) { Ok(()) } else { Err(Stopped) }
    }
}
