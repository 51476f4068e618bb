//! A window with nothing in it, to measure the program's own beside: the same eframe, the same
//! way of painting, the same size. Says on standard output when it was shown.
#![expect(clippy::print_stdout, reason = "says when it was shown")]

use std::time::Instant;

use eframe::egui;

struct Empty {
    began: Instant,
    /// Pictures on the screen so far: none, one, or more.
    pictures: u8,
}

impl eframe::App for Empty {
    fn logic(&mut self, _ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.pictures = self.pictures.saturating_add(1);
        if self.pictures == 2 {
            println!("first picture after {} ms", self.began.elapsed().as_millis());
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        if self.pictures < 2 {
            // A second one proves that the first was shown.
            ui.ctx().request_repaint();
        }
    }
}

fn main() -> eframe::Result {
    let began = Instant::now();
    let options = eframe::NativeOptions {
        renderer: eframe::Renderer::Glow,
        viewport: egui::ViewportBuilder::default()
            .with_inner_size([1280.0, 720.0])
            .with_min_inner_size([640.0, 400.0])
            .with_maximized(true),
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "empty_window",
        options,
        Box::new(move |_cc| Ok(Box::new(Empty { began, pictures: 0 }))),
    )
}
