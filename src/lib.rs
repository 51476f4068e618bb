//! 守岁 (shousui): the patrol desk of a coal mine's Party-member team over Spring Festival.
//!
//! # Bird's eye
//!
//! Office staff on old, offline PCs keep the team, its plan and rota, sites, patrol sheets,
//! hazards, the watch, publicity and help in one portable RON file and print everything to be
//! signed. The program is a *document* (plain records), a
//! *journal* (who changed what, append-only), *rules* (what must hold) and *prints*; round that
//! lies a window that reads and asks, and a shell that does.
//!
//! ```text
//!        ┌────────────── &Document ──────────────┐
//! person → ui ── Intent ──► workspace ── Action ──► session ── decide ─► Change ─► apply
//!                             │   ▲                    └─ Entry ─► journal
//!                       Effect│   │Event
//!                             ▼   │
//!                           shell (disk, threads, dialogs, printer)
//! ```
//!
//! # A day in the code
//!
//! A file is opened: `Intent::Run(Command::Open)` → `Effect::Open` → `shell` reads bytes, takes
//! the lock, looks into this PC's journal → [`file::read()`] → `Event::Opened` →
//! [`session::Session::open`]. A key is typed: `ui::widgets` returns the committed text →
//! `Intent::Do(Action::Set)` → [`session::Session::perform`] → [`action::decide`] looks at the
//! document as it would become through [`rules`] → the change is applied and told as a *pending* step
//! → `Effect::Note` → the shell's journal is on the disk within 200 ms → `Event::Noted`. The
//! cursor leaves the field: [`session::Session::seal`] makes an entry. Two seconds of rest:
//! `Effect::Save` writes the whole workbook beside and renames it. The window gets the focus, or is
//! to close: `Effect::Look` finds out whether somebody replaced the file. A sheet is printed:
//! [`print::print()`] makes data of the document, lays it out by a Typst template, and gives pages
//! that preview and PDF share.
//!
//! # Code map, in the order of the layers
//!
//! * [`rostering`] — who has which shift: fills a rota fairly and by the rules it is given, and says
//!   why where it cannot. Knows numbers only, none of our records; `rostering::Problem` is what it
//!   is asked, `rostering::Score` what it holds for better.
//! * [`model`] — what is kept: plain records, typed ids, printed numbers. `model::record` says
//!   how a record is made of fields; `model::document` is the list of tables, and says in one line
//!   each what people call such a record and how it comes and goes; `model::value` gives every
//!   value its words and reads them back.
//! * [`rules`] — what must hold: findings with code, source and remedy; the calendar; figures
//!   and the sentences made of them; who is on duty; the plan's words; search. The only judge.
//!   `rules::standing` keeps findings from one document to the next.
//! * [`action`] — what a person may do: verbs, `decide`, issuing numbers, the shipped book and
//!   stock (check items, cards, telephones, posts), and what of it a workbook made earlier lacks
//!   (`action::editions`), and the mine's own names in what was taken up before (`action::own_names`).
//!   `action::filling` makes a problem of the rota and cells of what comes of it; what is forbidden it
//!   asks of `rules::duty`. `action::going_on` goes on with the round of an earlier stretch. `action::paste` reads every pasted table: a kind of table is a list of
//!   fields in `members` or `places`. A table out of a file is one of its sheets (`Source`).
//! * [`session`] — the open document and its journal: perform, undo, redo, adopt. The only
//!   `&mut Document` in the program.
//! * [`mod@file`] — text ⇄ values: header, sections, digests, and the verdict on a file: whole,
//!   edited outside the program, or damaged, named by line and part; what can be rescued. And the
//!   tables other programs read ([`file::Export`]): what a field is to them, its type says
//!   (`model::shape`).
//! * [`office`] — files of office programs → sheets of words, within bounds: workbooks, pages, tables
//!   of documents, text. What the words mean is up to `action::paste`, as of what was pasted.
//!   `office::manuscript` reads the running text of a document.
//! * [`sample`] — the sample mine, built through `perform`.
//! * [`mod@print`] — document → data → `assets/print/*.typ` → pages → PDF or picture. Every paper
//!   stands in [`print::CATALOGUE`]; most are one of four general layouts: form, letter, card, rota.
//!   `print::excel`, `print::word` and `print::text` make workbooks, texts and words for a chat of the
//!   same data: a [`print::FileKind`] is what a paper leaves as. [`print::returned()`] holds a text of
//!   the plan that was edited in Word against the workbook, chapter by chapter.
//!   [`print::Pager::spots`] says where on a page each box, field and record stands: a second,
//!   marked layout that is neither printed nor shown.
//! * [`workspace`] — what lies open: Intent in, Effect out, Event back. `workspace::work` is long work
//!   beside the window, which tells how far it is and can be stopped ([`session::Watch`]);
//!   `workspace::questions` what is asked with both sides in view: merging, repair, edits, what comes
//!   back from Word.
//! * [`shell`] — what acts on the machine: clock, disk, journal file, lock, backups, dialogs, threads; the log
//!   without names, reports of breakdowns, which way of painting works here.
//! * [`ui`] — screens and house widgets; `ui::look` is the one place with numbers of taste.
//! * [`command`] — the same jobs without a window.
//! * [`app`] — joins workspace, ui and shell to eframe; decides nothing. The workbook is read, or
//!   the sample built, beside the window while that comes up.
//!
//! A layer uses only layers above it in this list; `shell` and `ui` never see each other. A test
//! keeps the order (`tests/it/house.rs`).
//!
//! # What is never there
//!
//! No `use crate::` of another layer in `model` or `rostering`. Nobody but `Session` has `&mut Document`.
//! Nothing before `shell` knows disk, threads, the time of day or egui; `now` is an argument.
//! `apply` never judges. A sealed entry never changes, the journal never gets shorter. No broken
//! file opens as an empty one. No hash map is iterated into a file or onto a sheet. No network:
//! no HTTP crate, no internet socket.
//!
//! # Room for more
//!
//! The rail is full: ten places, nine of which `Ctrl` and a digit reach (`Ctrl+0` is the size of the
//! text). What comes next is no eleventh place. An incident that runs is a button at the right of the
//! top bar, before 查找: there only while one runs, with the count in words (处置中 1, 演练中 1),
//! reached by F8 from anywhere, out of any question, which waits and comes back; on the page of a drill
//! the same key leads to where a record in earnest begins. An inbox of letters
//! will be another (来文 3), reached by F9. What the button opens is a `workspace::Place` that is not
//! on `Place::RAIL`, as 本矿资料 is; from there one goes back by the rail.
//!
//! # How changes merge
//!
//! A [`model::Change`] is one field before and after. An [`session::Entry`] is a sealed step
//! with its replica's count, a Lamport count, the digest of the entry before (one chain a
//! replica) and the newest entries of others it had seen. A field's value is held by its last
//! writers; where they differ the field is *contested*, shows the value `session::history` picks,
//! and only `Action::Resolve` settles it. So a document is a function of the set of entries.
//!
//! An entry whose past is not there waits, and counts once it comes; nobody writes on over a hole.
//! Two stories under one name (a cloned disk) are told apart by moving one of them to a name of
//! its own (`session::moved`), with the records it made.
//!
//! # What a file is
//!
//! The header promises what each section holds and guards itself. Where everything is to the byte
//! as promised, the file is what this program left. Else the history is played again: what is
//! missing, unreadable or does not fit is *damage* (opens for reading only, nothing is written but
//! by `repair`); what is whole but not what the history says is a *difference* (listed, taken by a
//! person field by field). One [`file::Verdict`], made in one place, for window and commands alike.
//!
//! # Boundaries
//!
//! The RON file (one section a table, frozen from release 0.1.0 on); the print
//! templates, which get ready words; `assets/word` (styles, faces and settings of texts); `assets/sql` (the
//! queries of a group of mines);
//! `assets/book` (check items, data with their bases);
//! `assets/sources` (what rules, papers and bases rest on, since when, and who has read it); the
//! shell's `Disk` trait, through which every disk call goes. `assets/windows` holds what only
//! Windows needs: icon, manifest, and `shousui.com`, which brings the jobs to a console.
//!
//! # Recipes
//!
//! *To add a field*: one line in its `record!` in `model`, one in the form of its screen, its words
//! in the print's data. Undo, journal, merge, file, its words and what it names follow;
//! `tests/it/screens/written.rs` finds a field that is on no screen.
//! *To add a kind of record*: its `record!` and one line in `document!`; the file, exports, search
//! and the rules on names follow. Its screen says the columns of its list and the lines of its form
//! (`ui::record`); sorting, looking for words and picking follow, and a column that `writes` a field
//! is written, copied, filled down and emptied in the list. Words that can hardly be meant, as a
//! telephone of two figures, `rules::doubt` tells of a field. Its papers are apart.
//! *To add a type of value*: `Value` in `model::value`; plain records and enums get it by `parts!`
//! and `kinds!`. `tests/it/values.rs` walks every field of the sample.
//! *To add a column for other programs* that is worked out, not kept: `file::derived`; a figure of the mine:
//! `file::figures`, and the same in `assets/sql/figures.sql`. A test writes the new `assets/sql/duckdb.sql`
//! and its like to `target/tmp`.
//! *To add a kind of pasted table*: a variant of `action::paste::What` and its list of fields.
//! *To add a kind of file*: a reader in `office` that fills a `Grid`, its line in `office::read` or where
//! packed files are told apart; awkward ones of it go to `tests/tables`, made by a program that writes such.
//! *To add a verb*: a variant of its action enum, its arm in `action/<topic>.rs` returning the
//! fields to write; what must hold of the result is a rule, never an `if` in the verb.
//! *To add a rule*: one `Rule` with code, source, weight and what it reads in
//! `rules/<topic>.rs`. `Weight::Law` makes `decide` refuse what would break it;
//! `tests/it/standing.rs` finds out whether something it reads was forgotten. Its source is a law
//! with its paragraph, or a title of `assets/sources/sources.md`, where comments lead too; a house
//! test follows both. What a finding is about and what is wrong are two texts of its `Breach`.
//! What two papers say that cannot both be is a rule of `rules/clashes`: it looks at everything, so
//! it is asked only when somebody wants to know; `tests/it/clashes.rs` plants one of each. What the
//! plan lacks to be carried out is a rule of `rules/checkup`, asked in the same way; it says nothing where
//! it could not be looked at, `checkup::survey` says who holds a post from hour to hour, and
//! `tests/it/checkup.rs` plants faults.
//! *To add a screen*: a variant of `workspace::Tab` (or of `workspace::Place`), a file in `ui` with
//! `fn x_ui(ui, view, screens, intents)`, its line in `ui/tabs.rs`, and in `workspace::picked` which
//! kind of record is looked at there.
//! *To add a paper*: a module in `print` with its `Paper` (word, title, shelf, folder, what there is
//! of it, its file's name, as what it leaves beside pages) and a function that makes a `Form`, a
//! `Letter`, … of the document, whose columns say what they hold, so that days are days in Excel; one line
//! in `print::CATALOGUE`. 材料, the command line and the walk in `tests/it/prints/catalogue.rs` follow.
//! A row that tells of a record is a `Row::Of`: in the preview a click on it leads to the record.
//! *To add a command*: a variant in `command`, a function that writes to what it is given.
//!
//! # Dictionary
//!
//! | code | screen and paper |
//! |---|---|
//! | `Sheet` | 巡查单、检查单（发出的一张纸） |
//! | `Mark`, `Verdict` | 一行的结果 √ × — ○ |
//! | `Hazard`, `Step`, `State` | 隐患、闭环的一步、状态 |
//! | `Transfer` | 隐患移交单 |
//! | `Number`, `former` | 单号、曾用号 |
//! | `Zone`, `Site`, `Route` | 责任区、场所、巡查路线 |
//! | `Resident`, `House` | 留矿人员、一栋住处的留矿人员 |
//! | `Supply` | 应急物资台账的一项 |
//! | `Steward`, `Answer` | 安全专家或安全管家、责任分工的一行 |
//! | `Matrix`, `lead` | 责任矩阵、主责岗位 |
//! | `Item`, `Checklist`, `Depth` | 检查项、检查表、巡／检／专 |
//! | `Entry`, `Replica` | 一次改动、电脑的编号 |
//! | `short_code` | 校验码 |
//! | `Finding` | 要办的事、提示 |
//! | `clashes` | 打架检查 |
//! | `checkup`, `Survey`, `Turn` | 预案体检、卡上的岗位、没有变动的一段钟点 |
//! | `Post`, `Duty`, `DutyShift` | 岗位、值班表的一格、班次 |
//! | `RotaRule`, `Pairing`, `Origin` | 排班规则、搭班、一格来自手工／导入／自动排班／接着排 |
//! | `Filling`, `Share`, `evenness` | 自动排班、均分的一项、均衡情况 |
//! | `Pattern`, `go_on` | 谁接谁的次序、接着上月或上年排 |
//! | `Swap`, `SwapKind`, `Step` | 换班单、换班方式、谁替谁的一班 |
//! | `Incident`, `IncidentLine`, `Jot` | 处置记录（突发事件、演练）、记录的一条、记下的事 |
//! | `Course`, `Mark`, `Level`, `Became` | 经过、时间的标注、响应级别、归类 |
//! | `incidents::Stage` | 准备中、处置中（演练中）、已结束 |
//! | `DrillKind`, `Improvement` | 演练方式、改进事项 |
//! | `Gap` | 空岗的钟点 |
//! | `Card`, `Chapter`, `Version` | 应急处置卡、方案的一章、批准的版本 |
//! | `Stage`, `Handout` | 方案到哪一步（草稿、会签中、已签发等）、发放登记的一份 |
//! | `revision`, `Difference` | 修订对照、一处不同 |
//! | `Doer`, `Danger` | 一步由谁做、近处危险 |
//! | `Log`, `ZeroReport`, `Handover`, `SpotCheck` | 值班日志、零报告、交接班记录、查岗 |
//! | `Gathering` | 培训会议：培训、集训、拉动、传达学习、会议、专项行动 |
//! | `Activity`, `Service` | 宣传活动、帮扶服务 |
//! | `Printout`、`Memory` | 打印记录、哪份要重印 |
//! | `Spot` | 版面上一格、一行的位置 |
//! | `Manuscript`, `Returned` | Word文档的正文、从Word取回的修改 |
//! | `Tally` | 一段日子的数字和句子 |
//! | `Mine.id`, `lasting_id` | 本矿编号（各年不变） |
//! | `Period` | 导出的时段 |

pub mod action;
pub mod app;
pub mod command;
pub mod file;
pub mod model;
pub mod office;
pub mod print;
pub mod rostering;
pub mod rules;
pub mod sample;
pub mod session;
pub mod shell;
pub mod ui;
pub mod workspace;
