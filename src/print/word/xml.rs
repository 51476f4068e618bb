//! Paragraphs, runs and tables as a text program's file writes them, children in the order its
//! schema asks for: `LibreOffice` forgives another one, Word may call the file damaged.

use crate::rules::masking::masked_within;

/// Twips in a millimetre.
const MM: f64 = 1440.0 / 25.4;

/// Whole twips.
pub(super) fn twips(mm: f64) -> i64 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a whole number of twips that is bounded above and below"
    )]
    let twips = (mm * MM).round().clamp(-100_000.0, 100_000.0) as i64;
    twips
}

/// XML as it is written.
pub(super) struct Xml {
    text: String,
    /// Whether the middle of mobile telephones is hidden.
    masked: bool,
    bookmarks: usize,
}

impl Xml {
    pub(super) fn new(masked: bool) -> Self {
        Self { text: String::new(), masked, bookmarks: 0 }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// What is XML already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    /// `<name attributes/>`.
    pub(super) fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push_str("/>");
    }

    /// `<name attributes>…</name>`.
    pub(super) fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.begin(name, attributes);
        self.text.push('>');
        inner(self);
        for part in ["</", name, ">"] {
            self.text.push_str(part);
        }
    }

    fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            for part in [" ", key, "=\""] {
                self.text.push_str(part);
            }
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }

    /// People's words, with the middle of telephones hidden where that is wanted.
    pub(super) fn words(&mut self, words: &str) {
        if self.masked {
            escape(&mut self.text, &masked_within(words));
        } else {
            escape(&mut self.text, words);
        }
    }

    /// A run of one look: a line feed breaks the line.
    pub(super) fn run(&mut self, look: Look, words: &str) {
        // What is hidden may go over the end of a line.
        let masked = if self.masked { masked_within(words) } else { words.to_owned() };
        self.within("w:r", &[], |xml| {
            look.write(xml);
            for (at, line) in masked.split('\n').enumerate() {
                if 0 < at {
                    xml.tag("w:br", &[]);
                }
                for (at, part) in line.split('\t').enumerate() {
                    if 0 < at {
                        xml.tag("w:tab", &[]);
                    }
                    if !part.is_empty() {
                        xml.within("w:t", &[("xml:space", "preserve")], |xml| {
                            escape(&mut xml.text, part);
                        });
                    }
                }
            }
        });
    }

    /// A field the program counts by itself, with what it comes to as far as we know.
    pub(super) fn field(&mut self, look: Look, code: &str, shown: &str) {
        self.within("w:fldSimple", &[("w:instr", code)], |xml| xml.run(look, shown));
    }

    /// A field that goes on over several paragraphs begins.
    pub(super) fn field_begin(&mut self, code: &str) {
        self.field_part("begin");
        self.within("w:r", &[], |xml| {
            xml.within("w:instrText", &[("xml:space", "preserve")], |xml| {
                escape(&mut xml.text, code);
            });
        });
        self.field_part("separate");
    }

    /// It ends.
    pub(super) fn field_end(&mut self) {
        self.field_part("end");
    }

    /// A field inside another one.
    pub(super) fn field_whole(&mut self, code: &str, shown: &str) {
        self.field_begin(code);
        self.run(Look::default(), shown);
        self.field_end();
    }

    fn field_part(&mut self, part: &str) {
        self.within("w:r", &[], |xml| xml.tag("w:fldChar", &[("w:fldCharType", part)]));
    }

    /// A mark that the contents lead to, round what is written.
    pub(super) fn bookmark(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.tag("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        inner(self);
        self.tag("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph<'_>, inner: impl FnOnce(&mut Self)) {
        self.within("w:p", &[], |xml| {
            paragraph.write(xml);
            inner(xml);
        });
    }

    /// A paragraph of words in one look.
    pub(super) fn line(&mut self, paragraph: &Paragraph<'_>, words: &str) {
        self.paragraph(paragraph, |xml| {
            if !words.is_empty() {
                xml.run(Look::default(), words);
            }
        });
    }

    fn on(&mut self, name: &str, is_on: bool) {
        if is_on {
            self.tag(name, &[]);
        }
    }
}

/// The text without signs that XML forbids.
fn escape(text: &mut String, words: &str) {
    for sign in words.chars() {
        match sign {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            sign if sign.is_control() => {}
            sign => text.push(sign),
        }
    }
}

/// How a run looks where it differs from its paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// A style for runs.
    pub(super) style: Option<&'static str>,
    /// In half points.
    pub(super) size: Option<u32>,
}

impl Look {
    pub(super) fn of(style: &'static str) -> Self {
        Self { style: Some(style), size: None }
    }

    fn write(self, xml: &mut Xml) {
        if self.style.is_none() && self.size.is_none() {
            return;
        }
        xml.within("w:rPr", &[], |xml| {
            if let Some(style) = self.style {
                xml.tag("w:rStyle", &[("w:val", style)]);
            }
            if let Some(size) = self.size {
                let size = size.to_string();
                xml.tag("w:sz", &[("w:val", &size)]);
                xml.tag("w:szCs", &[("w:val", &size)]);
            }
        });
    }
}

/// Where a paragraph's lines begin and end, in twips and, where a program counts in them, in
/// hundredths of signs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Indent {
    pub(super) left: i64,
    pub(super) right: i64,
    pub(super) hanging: i64,
}

/// How a paragraph differs from its style.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph<'a> {
    pub(super) style: &'a str,
    pub(super) keep_next: bool,
    pub(super) new_page: bool,
    /// A rule under it, to write on.
    pub(super) ruled: bool,
    /// A tab at the right, at so many twips.
    pub(super) tab: Option<i64>,
    /// Room above and below, and the pitch of its lines, in twips.
    pub(super) before: Option<i64>,
    pub(super) after: Option<i64>,
    pub(super) pitch: Option<i64>,
    pub(super) indent: Option<Indent>,
    /// "left", "center", "right".
    pub(super) side: Option<&'a str>,
    /// The section that ends with it.
    pub(super) section: Option<&'a str>,
}

impl<'a> Paragraph<'a> {
    pub(super) fn of(style: &'a str) -> Self {
        Self { style, ..Self::default() }
    }

    fn write(&self, xml: &mut Xml) {
        xml.within("w:pPr", &[], |xml| {
            if !self.style.is_empty() {
                xml.tag("w:pStyle", &[("w:val", self.style)]);
            }
            xml.on("w:keepNext", self.keep_next);
            xml.on("w:pageBreakBefore", self.new_page);
            if self.ruled {
                xml.within("w:pBdr", &[], |xml| {
                    let rule =
                        [("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")];
                    xml.tag("w:bottom", &rule);
                    xml.tag("w:between", &rule);
                });
            }
            if let Some(tab) = self.tab {
                xml.within("w:tabs", &[], |xml| {
                    xml.tag("w:tab", &[("w:val", "right"), ("w:pos", &tab.to_string())]);
                });
            }
            self.write_spacing(xml);
            if let Some(Indent { left, right, hanging }) = self.indent {
                let [left, right, hanging] = [left, right, hanging].map(|one| one.to_string());
                xml.tag(
                    "w:ind",
                    &[
                        ("w:leftChars", "0"),
                        ("w:left", &left),
                        ("w:rightChars", "0"),
                        ("w:right", &right),
                        ("w:hangingChars", "0"),
                        ("w:hanging", &hanging),
                    ],
                );
            }
            if let Some(side) = self.side {
                xml.tag("w:jc", &[("w:val", side)]);
            }
            if let Some(section) = self.section {
                xml.raw(section);
            }
        });
    }

    fn write_spacing(&self, xml: &mut Xml) {
        let said = [("w:before", self.before), ("w:after", self.after), ("w:line", self.pitch)];
        let said: Vec<(&str, String)> =
            said.into_iter().filter_map(|(name, value)| Some((name, value?.to_string()))).collect();
        if said.is_empty() {
            return;
        }
        let mut attributes: Vec<(&str, &str)> =
            said.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if self.pitch.is_some() {
            attributes.push(("w:lineRule", "exact"));
        }
        xml.tag("w:spacing", &attributes);
    }
}

/// A table with its columns in twips.
#[derive(Default)]
pub(super) struct Grid<'a> {
    pub(super) columns: &'a [i64],
    /// Room at the left and right of each cell, and above and below its words, where it is not that
    /// of the style.
    pub(super) inset: Option<(i64, i64)>,
}

/// A cell over so many columns.
pub(super) struct Cell<'a> {
    pub(super) across: usize,
    /// "top", "center", "bottom".
    pub(super) stands: &'a str,
    /// Whether it goes on in the cell below, or is that.
    pub(super) down: Down,
    pub(super) inner: Box<dyn FnOnce(&mut Xml) + 'a>,
}

impl<'a> Cell<'a> {
    /// In the middle of its height.
    pub(super) fn new(across: usize, inner: impl FnOnce(&mut Xml) + 'a) -> Self {
        Self { across, stands: "center", down: Down::No, inner: Box::new(inner) }
    }
}

/// Whether a cell is one with its neighbours above and below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Down {
    #[default]
    No,
    /// It is the uppermost of several.
    Begins,
    /// It is one with that above.
    GoesOn,
}

/// How a row behaves at the end of a page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowKind {
    /// It comes again on every page.
    pub(super) head: bool,
    /// It may go on on the next page.
    pub(super) splits: bool,
    /// Least height in twips.
    pub(super) height: i64,
}

impl Grid<'_> {
    /// Writes the table; `rows` writes its rows.
    pub(super) fn write(&self, xml: &mut Xml, rows: impl FnOnce(&mut Xml)) {
        let whole: i64 = self.columns.iter().sum();
        xml.within("w:tbl", &[], |xml| {
            xml.within("w:tblPr", &[], |xml| {
                xml.tag("w:tblStyle", &[("w:val", "TableGrid")]);
                xml.tag("w:tblW", &[("w:w", &whole.to_string()), ("w:type", "dxa")]);
                xml.tag("w:jc", &[("w:val", "center")]);
                xml.tag("w:tblLayout", &[("w:type", "fixed")]);
                if let Some((across, down)) = self.inset {
                    let room = [("w:top", down), ("w:left", across)];
                    let room = room.into_iter().chain([("w:bottom", down), ("w:right", across)]);
                    xml.within("w:tblCellMar", &[], |xml| {
                        for (side, room) in room {
                            xml.tag(side, &[("w:w", &room.to_string()), ("w:type", "dxa")]);
                        }
                    });
                }
            });
            xml.within("w:tblGrid", &[], |xml| {
                for column in self.columns {
                    xml.tag("w:gridCol", &[("w:w", &column.to_string())]);
                }
            });
            rows(xml);
        });
    }

    /// A row of cells side by side.
    pub(super) fn row(&self, xml: &mut Xml, kind: RowKind, cells: Vec<Cell<'_>>) {
        xml.within("w:tr", &[], |xml| {
            xml.within("w:trPr", &[], |xml| {
                xml.on("w:cantSplit", !kind.splits);
                let height = kind.height.max(1).to_string();
                xml.tag("w:trHeight", &[("w:val", &height), ("w:hRule", "atLeast")]);
                xml.on("w:tblHeader", kind.head);
            });
            let mut at = 0;
            for cell in cells {
                let Cell { across, stands, down, inner } = cell;
                let width: i64 = self.columns.iter().skip(at).take(across).sum();
                at += across;
                xml.within("w:tc", &[], |xml| {
                    xml.within("w:tcPr", &[], |xml| {
                        xml.tag("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                        if 1 < across {
                            xml.tag("w:gridSpan", &[("w:val", &across.to_string())]);
                        }
                        match down {
                            Down::No => {}
                            Down::Begins => xml.tag("w:vMerge", &[("w:val", "restart")]),
                            Down::GoesOn => xml.tag("w:vMerge", &[]),
                        }
                        xml.tag("w:vAlign", &[("w:val", stands)]);
                    });
                    inner(xml);
                });
            }
        });
    }
}
