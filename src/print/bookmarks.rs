//! The bookmarks of a PDF. Templates set marks (`mark` in `house.typ`), and each paper of several
//! has one of its own, under which its marks stand.
//!
//! Parts are laid out apart from each other, so that marks of two may bear the same name inside
//! Typst: each is given another one here.

use std::num::NonZeroUsize;

use typst::foundations::{Content, NativeElement as _, Smart, StyleChain};
use typst::introspection::{Location, Tag, TagFlags};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::HeadingElem;
use typst::text::TextElem;
use typst_layout::Page;

/// Bookmarks as they come.
#[derive(Debug, Default)]
pub(super) struct Bookmarks {
    placed: u128,
    /// The paper of several whose pages come next.
    begun: Option<String>,
    /// Whether papers of several have bookmarks of their own.
    has_papers: bool,
}

impl Bookmarks {
    /// The pages that come next are of that paper.
    pub(super) fn begin(&mut self, words: String) {
        (self.begun, self.has_papers) = (Some(words), true);
    }

    /// Gives the marks of those pages their place among all.
    pub(super) fn place(&mut self, pages: &mut [Page]) {
        let below = usize::from(self.has_papers);
        for page in &mut *pages {
            self.rename(&mut page.frame, below);
        }
        if let Some((page, words)) = pages.first_mut().zip(self.begun.take()) {
            let tag = self.tag(1, &words);
            page.frame.prepend(Point::zero(), FrameItem::Tag(tag));
        }
    }

    fn rename(&mut self, frame: &mut Frame, below: usize) {
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) => self.rename(&mut group.frame, below),
                FrameItem::Tag(Tag::Start(element, _)) => {
                    let Some((level, words)) = heading(element) else { return false };
                    *item = FrameItem::Tag(self.tag(level + below, &words));
                }
                _ => {}
            }
            true
        });
    }

    fn tag(&mut self, level: usize, words: &str) -> Tag {
        self.placed += 1;
        let level = NonZeroUsize::new(level).unwrap_or(NonZeroUsize::MIN);
        let heading = HeadingElem::new(TextElem::packed(words))
            .with_level(Smart::Custom(level))
            .with_bookmarked(Smart::Custom(true));
        let element = heading.pack().located(Location::new(self.placed));
        Tag::Start(element, TagFlags { introspectable: true, tagged: false })
    }
}

/// The level and the words of a mark.
fn heading(element: &Content) -> Option<(usize, String)> {
    let heading = element.to_packed::<HeadingElem>()?;
    let level = heading.resolve_level(StyleChain::default()).get();
    Some((level, heading.body.plain_text().into()))
}
