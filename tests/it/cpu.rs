//! Pictures of a kittest harness made on the processor alone: no graphics card and no driver, so
//! `cargo test` shows the screens on any machine.
//!
//! ```ignore
//! let mut harness = Harness::builder().renderer(Cpu::default()).build_ui(screen);
//! save(&harness.render().unwrap(), "screen");
//! ```
//!
//! Tests are built without optimisation, where every call costs. So whatever holds for a row or a
//! column is worked out before its pixels, runs of one colour are copied, and the innermost loops
//! count by hand.
#![expect(clippy::disallowed_methods, reason = "a test looks at the disk and the threads itself")]
#![expect(clippy::indexing_slicing, reason = "a test may stop at once")]

mod brush;
mod colour;
mod number;
mod texture;

use std::collections::HashMap;
use std::fs::File;
use std::io::BufWriter;

use eframe::egui::epaint::{ClippedPrimitive, ImageDelta, Primitive};
use eframe::egui::{Context, FullOutput, ImageData, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};

use brush::{Brush, Canvas};
use texture::Texture;

/// A renderer for `Harness::builder().renderer(Cpu::default())`.
#[derive(Default)]
pub(crate) struct Cpu {
    textures: HashMap<TextureId, Texture>,
    /// Freed in the last pass, whose shapes may still show them.
    freed: Vec<TextureId>,
}

impl TestRenderer for Cpu {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        #[expect(clippy::iter_over_hash_type, reason = "no texture depends on another")]
        for (id, changes) in delta.set.drain() {
            for change in changes {
                self.change_texture(id, &change);
            }
        }
        self.freed.extend(delta.free.drain());
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let mut canvas = Canvas::new(ctx.content_rect().size() * scale);
        let shapes = output.shapes.clone();
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(shapes, scale) {
            let Primitive::Mesh(mesh) = primitive else {
                return Err("a paint callback needs a graphics card".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                return Err(format!("{:?} is shown but was never handed over", mesh.texture_id));
            };
            let clip = canvas.clip(clip_rect * scale);
            Brush::new(&mut canvas, texture, clip).mesh(mesh, scale);
        }
        canvas.into_image()
    }
}

impl Cpu {
    fn change_texture(&mut self, id: TextureId, change: &ImageDelta) {
        let ImageData::Color(image) = &change.image;
        match change.pos {
            None => {
                self.textures.insert(id, Texture::new(image, change.options));
            }
            Some(corner) => self.textures.get_mut(&id).unwrap().patch(corner, image),
        }
    }
}

/// Keeps a picture under `target/tmp`, to be looked at.
pub(crate) fn save(picture: &RgbaImage, name: &str) {
    let path = format!("{}/{name}.png", env!("CARGO_TARGET_TMPDIR"));
    let file = BufWriter::new(File::create(path).unwrap());
    // The usual setting tries every filter on every row, which takes as long as painting them.
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Fast, FilterType::Up);
    picture.write_with_encoder(encoder).unwrap();
}

mod tests {
    use std::sync::Arc;

    use eframe::egui::{
        Align2, Color32, FontData, FontDefinitions, FontFamily, FontId, Mesh, Pos2, Rect, Ui, pos2,
        vec2,
    };
    use egui_kittest::Harness;

    use super::brush::BARE;
    use super::colour::Pixel;
    use super::*;

    const RED: Pixel = [200, 30, 40, 255];
    const PAPER: Pixel = [255; 4];

    /// Where the line of text may show. It is longer than that.
    const WINDOW: Rect = Rect { min: pos2(40.0, 50.0), max: pos2(110.0, 90.0) };

    fn install_face(ctx: &Context) {
        let mut fonts = FontDefinitions::empty();
        let face = FontData::from_static(include_bytes!("../../assets/fonts/sans.ttf"));
        fonts.font_data.insert("sans".to_owned(), Arc::new(face));
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            fonts.families.insert(family, vec!["sans".to_owned()]);
        }
        ctx.set_fonts(fonts);
    }

    /// A small picture at 150 %.
    fn picture(name: &str, scene: impl FnMut(&mut Ui)) -> RgbaImage {
        let mut harness = Harness::builder()
            .with_size(vec2(160.0, 100.0))
            .with_pixels_per_point(1.5)
            .with_context_setup(install_face)
            .renderer(Cpu::default())
            .build_ui(scene);
        let picture = harness.render().unwrap();
        save(&picture, name);
        picture
    }

    fn scene(ui: &mut Ui) {
        let painter = ui.painter();
        let [r, g, b, _] = RED;
        let whole = Rect::from_min_size(Pos2::ZERO, vec2(160.0, 100.0));
        painter.rect_filled(whole, 0, Color32::WHITE);
        let box_ = Rect::from_min_max(pos2(20.0, 10.0), pos2(140.0, 40.0));
        painter.rect_filled(box_, 0, Color32::from_rgb(r, g, b));
        painter.with_clip_rect(WINDOW).text(
            pos2(20.0, 70.0),
            Align2::LEFT_CENTER,
            "除夕夜职工食堂巡查",
            FontId::proportional(20.0),
            Color32::BLACK,
        );
    }

    #[test]
    fn paints_a_known_scene() {
        let picture = picture("scene", scene);
        assert_eq!(picture.dimensions(), (240, 150));
        for (x, y) in [(0, 0), (239, 0), (0, 149), (239, 149), (29, 15), (30, 14), (210, 59)] {
            assert_eq!(picture.get_pixel(x, y).0, PAPER, "outside at {x}, {y}");
        }
        for (x, y) in [(30, 15), (209, 15), (30, 59), (209, 59), (120, 37)] {
            assert_eq!(picture.get_pixel(x, y).0, RED, "inside at {x}, {y}");
        }
        let (mut black, mut edges) = (0, 0);
        for (x, y, pixel) in picture.enumerate_pixels().filter(|(_, y, _)| 60 <= *y) {
            let inside = (60..165).contains(&x) && (75..135).contains(&y);
            assert!(inside || pixel.0 == PAPER, "text beyond its window at {x}, {y}");
            black += usize::from(pixel.0[0] < 64);
            edges += usize::from((64..250).contains(&pixel.0[0]));
        }
        assert!(300 < black && 100 < edges, "{black} black, {edges} on edges");
    }

    #[test]
    fn triangles_share_no_pixel_and_leave_none_out() {
        let veil = Color32::from_rgba_premultiplied(0, 0, 100, 100);
        let picture = picture("fan", |ui| {
            let mut mesh = Mesh::default();
            mesh.colored_vertex(pos2(71.3, 48.9), veil);
            for n in 0..40_u8 {
                let (sin, cos) = (std::f32::consts::TAU * f32::from(n) / 40.0).sin_cos();
                mesh.colored_vertex(pos2(80.0 + 70.0 * cos, 50.0 + 45.0 * sin), veil);
                mesh.add_triangle(0, u32::from(n) + 1, u32::from(n + 1) % 40 + 1);
            }
            ui.painter().rect_filled(ui.max_rect().expand(20.0), 0, Color32::BLACK);
            ui.painter().add(mesh);
        });
        let mut painted = 0_u32;
        for (x, y, pixel) in picture.enumerate_pixels() {
            assert!([BARE, [0, 0, 100, 255]].contains(&pixel.0), "{pixel:?} at {x}, {y}");
            let (right, down) = ((f64::from(x) - 119.5) / 105.0, (f64::from(y) - 74.5) / 67.5);
            let inside = right.hypot(down) < 0.98;
            assert!(!inside || pixel.0 != BARE, "a hole at {x}, {y}");
            painted += u32::from(pixel.0 != BARE);
        }
        assert!(20_000 < painted, "{painted}");
    }
}
