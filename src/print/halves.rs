//! Two pages side by side on one: cards with front and back to be folded or cut, what is half a page.

use typst::layout::{Abs, Axes, Frame, FrameItem, FrameKind, Point, Size};
use typst::syntax::Span;
use typst::visualize::{Color, DashPattern, FixedStroke, Geometry, Paint};
use typst_layout::Page;

/// A4 landscape.
const WIDTH_MM: f64 = 297.0;
const HEIGHT_MM: f64 = 210.0;
/// The line to fold or to cut along, in points.
const LINE_PT: f64 = 0.5;

/// Each two pages on one, with a dashed line between them.
pub(super) fn side_by_side(pages: &[Page]) -> Vec<Page> {
    pages
        .chunks(2)
        .filter_map(|pair| Some(Page { frame: joined(pair), ..pair.first()?.clone() }))
        .collect()
}

fn joined(pair: &[Page]) -> Frame {
    let size = Size::new(Abs::mm(WIDTH_MM), Abs::mm(HEIGHT_MM));
    let half = size.x / 2.0;
    let mut frame = Frame::new(size, FrameKind::Hard);
    for (at, page) in [Abs::zero(), half].into_iter().zip(pair) {
        let room = Axes::new(half, size.y) - page.frame.size();
        frame.push_frame(Point::new(at + room.x / 2.0, room.y / 2.0), page.frame.clone());
    }
    let line = Abs::pt(LINE_PT);
    let dashes = vec![line * 6.0, line * 6.0];
    let stroke = FixedStroke {
        paint: Paint::Solid(Color::BLACK),
        thickness: line,
        dash: Some(DashPattern { array: dashes, phase: Abs::zero() }),
        ..FixedStroke::default()
    };
    let line = Geometry::Line(Point::with_y(size.y)).stroked(stroke);
    frame.push(Point::with_x(half), FrameItem::Shape(line, Span::detached()));
    frame
}
