//! Painting triangles on a canvas, row by row.

use std::ops::Range;

use eframe::egui::epaint::{Mesh, Vertex};
use eframe::egui::{Pos2, Rect, Vec2};
use image::RgbaImage;

use super::colour::{Colour, Pixel, fill, lay, tint};
use super::number::{byte, count, float};
use super::texture::{Columns, Texture};

/// What stands where nothing is painted.
pub(super) const BARE: Pixel = [0, 0, 0, 255];

/// The picture as it grows.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
}

impl Canvas {
    pub(super) fn new(size: Vec2) -> Self {
        let (width, height) = (count(size.x.round()), count(size.y.round()));
        Self { width, height, pixels: vec![BARE; width * height] }
    }

    /// The pixels a clip rectangle lets through, rounded as eframe's own painter rounds it.
    pub(super) fn clip(&self, rect: Rect) -> Clip {
        Clip {
            columns: count(rect.min.x.round())..count(rect.max.x.round()).min(self.width),
            rows: count(rect.min.y.round())..count(rect.max.y.round()).min(self.height),
        }
    }

    fn run(&mut self, row: usize, columns: Range<usize>) -> &mut [Pixel] {
        let start = row * self.width;
        &mut self.pixels[start + columns.start..start + columns.end]
    }

    pub(super) fn into_image(self) -> Result<RgbaImage, String> {
        let [width, height] = [self.width, self.height].map(|side| u32::try_from(side).unwrap());
        RgbaImage::from_raw(width, height, self.pixels.into_flattened())
            .ok_or_else(|| "the pixels do not fill the picture".to_owned())
    }
}

/// The part of the canvas that may be painted.
pub(super) struct Clip {
    columns: Range<usize>,
    rows: Range<usize>,
}

/// The pixels whose centres lie from one line up to another, as far as they may be painted.
/// Shapes that share a line share no pixel and leave none out.
fn between(from: f32, to: f32, allowed: &Range<usize>) -> Range<usize> {
    let start = count((from - 0.5).ceil()).max(allowed.start);
    let end = count((to - 0.5).ceil()).min(allowed.end);
    start..end.max(start)
}

/// Paints with one texture inside one clip rectangle.
pub(super) struct Brush<'a> {
    canvas: &'a mut Canvas,
    texture: &'a Texture,
    clip: Clip,
    /// The columns of a rectangle, here to be allocated once.
    columns: Columns,
}

impl<'a> Brush<'a> {
    pub(super) fn new(canvas: &'a mut Canvas, texture: &'a Texture, clip: Clip) -> Self {
        Self { canvas, texture, clip, columns: Columns::default() }
    }

    /// Paints a mesh whose places are to be multiplied by the scale.
    pub(super) fn mesh(&mut self, mut mesh: Mesh, scale: f32) {
        for vertex in &mut mesh.vertices {
            vertex.pos *= scale;
        }
        let corner = |index: u32| mesh.vertices[usize::try_from(index).unwrap()];
        let mut rest = mesh.indices.as_slice();
        while let &[a, b, c, ..] = rest {
            let corners = [corner(a), corner(b), corner(c)];
            if let &[_, _, _, d, e, f, ..] = rest
                && (c, b) == (d, e)
                && is_upright(corners, corner(f))
            {
                self.rectangle(corners[0], corner(f));
                rest = &rest[6..];
            } else {
                self.triangle(corners);
                rest = &rest[3..];
            }
        }
    }

    /// Paints an upright rectangle of one colour, from one corner to the opposite one: a sign, an
    /// image or a plain ground.
    fn rectangle(&mut self, a: Vertex, d: Vertex) {
        let columns = between(a.pos.x.min(d.pos.x), a.pos.x.max(d.pos.x), &self.clip.columns);
        let rows = between(a.pos.y.min(d.pos.y), a.pos.y.max(d.pos.y), &self.clip.rows);
        if columns.is_empty() || rows.is_empty() {
            return;
        }
        let texture = self.texture;
        let colour = Colour::from_le_bytes(a.color.to_array());
        if a.uv == d.uv {
            let colour = tint(colour, texture.sample(a.uv));
            for row in rows {
                fill(self.canvas.run(row, columns.clone()), colour);
            }
            return;
        }
        let step = (d.uv - a.uv) / (d.pos - a.pos);
        self.columns.clear();
        for column in columns.clone() {
            let u = a.uv.x + (float(column) + 0.5 - a.pos.x) * step.x;
            self.columns.push(texture.tap(u, texture.width));
        }
        for row in rows {
            let v = a.uv.y + (float(row) + 0.5 - a.pos.y) * step.y;
            let tap = texture.tap(v, texture.height);
            texture.paint(self.canvas.run(row, columns.clone()), &self.columns, tap, colour);
        }
    }

    fn triangle(&mut self, corners: [Vertex; 3]) {
        let [a, b, c] = [corners[0].pos, corners[1].pos, corners[2].pos];
        let (top, bottom) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
        let rows = between(top, bottom, &self.clip.rows);
        if rows.is_empty() {
            return;
        }
        let shade = Shade::of(corners, self.texture);
        let sides = [Side::new(a, b), Side::new(b, c), Side::new(c, a)];
        for row in rows {
            let (left, right) = crossings(&sides, float(row) + 0.5);
            let columns = between(left, right, &self.clip.columns);
            if columns.is_empty() {
                continue;
            }
            let first = Pos2::new(float(columns.start) + 0.5, float(row) + 0.5);
            let run = self.canvas.run(row, columns);
            match &shade {
                Shade::Plain(0) => {}
                Shade::Plain(colour) => fill(run, *colour),
                Shade::Varied(slopes) => slopes.paint(run, first, self.texture),
            }
        }
    }
}

/// Whether three corners and the one opposite the first make an upright rectangle of one colour,
/// with an upright piece of the texture on it.
fn is_upright([a, b, c]: [Vertex; 3], d: Vertex) -> bool {
    // Seen from the first corner, the second lies beside it or straight above or below.
    let (beside, below) = if a.pos.y == b.pos.y { (b, c) } else { (c, b) };
    let frames = |at: fn(Vertex) -> Pos2| {
        at(beside) == Pos2::new(at(d).x, at(a).y) && at(below) == Pos2::new(at(a).x, at(d).y)
    };
    a.color == b.color
        && a.color == c.color
        && a.color == d.color
        && frames(|vertex| vertex.pos)
        && frames(|vertex| vertex.uv)
}

/// A side of a triangle, from above to below.
struct Side {
    top: Pos2,
    bottom: f32,
    /// How far it goes to the right on its way down by one.
    lean: f32,
}

impl Side {
    fn new(a: Pos2, b: Pos2) -> Self {
        // From above to below, so that both triangles at a side reckon it the same way.
        let (top, bottom) = if a.y <= b.y { (a, b) } else { (b, a) };
        Self { top, bottom: bottom.y, lean: (bottom.x - top.x) / (bottom.y - top.y) }
    }
}

/// Where the sides of a triangle cross a level line, leftmost and rightmost.
fn crossings(sides: &[Side; 3], y: f32) -> (f32, f32) {
    let (mut left, mut right) = (f32::INFINITY, f32::NEG_INFINITY);
    for side in sides {
        if side.top.y <= y && y < side.bottom {
            let x = side.top.x + (y - side.top.y) * side.lean;
            left = left.min(x);
            right = right.max(x);
        }
    }
    (left, right)
}

/// What a triangle is painted with.
enum Shade {
    /// The same everywhere.
    Plain(Colour),
    /// Colour or texture change from corner to corner.
    Varied(Slopes),
}

impl Shade {
    fn of([a, b, c]: [Vertex; 3], texture: &Texture) -> Self {
        let one_texel = a.uv == b.uv && a.uv == c.uv;
        let texel = one_texel.then(|| texture.sample(a.uv));
        let colours = [a.color.to_array(), b.color.to_array(), c.color.to_array()];
        if let Some(texel) = texel
            && a.color == b.color
            && a.color == c.color
        {
            return Self::Plain(tint(Colour::from_le_bytes(colours[0]), texel));
        }
        let corners = [a.pos, b.pos, c.pos];
        let channel = |n: usize| Slope::of(corners, colours.map(|colour| f32::from(colour[n])));
        Self::Varied(Slopes {
            channels: [channel(0), channel(1), channel(2), channel(3)],
            u: Slope::of(corners, [a.uv.x, b.uv.x, c.uv.x]),
            v: Slope::of(corners, [a.uv.y, b.uv.y, c.uv.y]),
            texel,
        })
    }
}

/// The way colour and texture change over a triangle.
struct Slopes {
    channels: [Slope; 4],
    u: Slope,
    v: Slope,
    /// The texel, if all corners have the same one.
    texel: Option<Colour>,
}

impl Slopes {
    /// Paints a run of pixels, the first with its centre at that place.
    fn paint(&self, run: &mut [Pixel], first: Pos2, texture: &Texture) {
        let [red, green, blue, alpha] = &self.channels;
        let start = [red.at(first), green.at(first), blue.at(first), alpha.at(first)];
        let uv = Pos2::new(self.u.at(first), self.v.at(first));
        let uv_step = Vec2::new(self.u.right, self.v.right);
        let mut steps = 0.0;
        let mut at = 0;
        while at < run.len() {
            let colour = Colour::from_le_bytes([
                byte(start[0] + red.right * steps),
                byte(start[1] + green.right * steps),
                byte(start[2] + blue.right * steps),
                byte(start[3] + alpha.right * steps),
            ]);
            let texel = match self.texel {
                Some(texel) => texel,
                None => texture.sample(uv + uv_step * steps),
            };
            lay(&mut run[at], tint(colour, texel));
            steps += 1.0;
            at += 1;
        }
    }
}

/// A value that changes evenly over a triangle.
struct Slope {
    corner: Pos2,
    value: f32,
    right: f32,
    down: f32,
}

impl Slope {
    /// Three corners in one line divide by zero here. They hold no pixel, or one by a rounding
    /// error, and the conversions make some value even of that.
    fn of([a, b, c]: [Pos2; 3], [at_a, at_b, at_c]: [f32; 3]) -> Self {
        let (ab, ac) = (b - a, c - a);
        let (to_b, to_c) = (at_b - at_a, at_c - at_a);
        let doubled_area = ab.x * ac.y - ab.y * ac.x;
        Self {
            corner: a,
            value: at_a,
            right: (to_b * ac.y - to_c * ab.y) / doubled_area,
            down: (to_c * ab.x - to_b * ac.x) / doubled_area,
        }
    }

    fn at(&self, place: Pos2) -> f32 {
        self.value + (place.x - self.corner.x) * self.right + (place.y - self.corner.y) * self.down
    }
}
