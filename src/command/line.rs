//! The command line in Chinese: what may be asked for, its help, and what is wrong with it.
//!
//! Only reads; the jobs stand in modules of their own.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory as _, Parser, Subcommand, ValueEnum};

use super::choose;
use crate::action::paste::What;
use crate::print::FileKind;
use crate::sample::{MOST_SEASONS, WRITTEN_YEAR};
use crate::shell::starts::Painter;

/// How help is laid out; clap's own headings are English.
const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";
const ARGUMENTS: &str = "参数";
const OPTIONS: &str = "选项";

/// What a command line asks for.
#[derive(Debug)]
pub(super) enum Asked {
    /// The window, on that workbook if one was named, painted in that way if one was.
    Window(Option<PathBuf>, Option<Painter>),
    /// A job.
    Job(Job),
    /// Help, or the version.
    Help(String),
    /// It makes no sense, for this reason.
    Wrong(String),
}

#[derive(Debug, Parser)]
#[command(
    name = "shousui",
    version,
    about = "守岁 · 煤矿春节党员突击队巡查台",
    long_about = None,
    help_template = TEMPLATE,
    override_usage = "shousui [文件]\n      shousui <命令> …",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "命令（不开窗口；结果写到标准输出，退出码 0 完成、1 完成但有要看的、2 没有做成）"
)]
struct Line {
    /// 要打开的工作簿；不写就打开上次的
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    file: Option<PathBuf>,
    /// 用哪种方式画窗口：glow（OpenGL）或 wgpu（Direct3D 12 或 Vulkan）；不写则自动选择
    #[arg(long, value_name = "方式", hide_possible_values = true, help_heading = OPTIONS)]
    renderer: Option<Painter>,
    #[command(subcommand)]
    job: Option<Job>,
    /// 显示帮助
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = OPTIONS)]
    help: (),
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OPTIONS)]
    version: (),
}

/// A job without a window.
#[derive(Debug, Subcommand)]
pub(super) enum Job {
    /// 写出演示工作簿（单位人名均为虚构）；同样的参数写出同样的文件
    #[command(help_template = TEMPLATE, override_usage = "shousui demo <文件> [选项]")]
    Demo(DemoOrder),
    /// 检查工作簿，列出违反规则的、要办的和提示
    #[command(help_template = TEMPLATE, override_usage = "shousui check <文件> [选项]")]
    Check(CheckOrder),
    /// 打印成文件，每行输出一个写出的路径；同名的旧文件不覆盖，工作簿不动（打印记录只在窗口里记）
    #[command(
        help_template = TEMPLATE,
        override_usage = "shousui print <文件> <内容>… --out <文件夹> [选项]"
    )]
    Print(PrintOrder),
    /// 导出成表，每种记录一个文件，供别的程序使用
    #[command(help_template = TEMPLATE, override_usage = "shousui export <文件> --out <文件夹> [选项]")]
    Export(ExportOrder),
    /// 核对历史是否完整，输出校验码
    #[command(help_template = TEMPLATE, override_usage = "shousui verify <文件>")]
    Verify(VerifyOrder),
    /// 修复损坏的工作簿：把能找回的写成一份新文件，列出找不回的；原文件不动
    #[command(
        help_template = TEMPLATE,
        override_usage = "shousui repair <文件> --out <新文件> [--from <备份或副本>…]"
    )]
    Repair(RepairOrder),
    /// 合并同一份工作簿的几个副本，写成一份新文件；两边填得不同的全部列出，两个值都保留
    #[command(
        help_template = TEMPLATE,
        override_usage = "shousui merge <文件> <副本>… --out <新文件> [选项]"
    )]
    Merge(MergeOrder),
    /// 从表格文件录入，或取回Word里改过的方案，写成一份新文件；每行、每章怎样录入和没有读懂的全部列出
    #[command(
        help_template = TEMPLATE,
        override_usage = "shousui import <文件> <内容> <表格> --out <新文件> [选项]"
    )]
    Import(ImportOrder),
    /// 自动排班：排好自己排班的岗位，列出均衡情况、排不满的班和可以怎样改；写 --out 就写成一份新文件
    #[command(
        help_template = TEMPLATE,
        override_usage = "shousui rota <文件> [--out <新文件>] [选项]"
    )]
    Rota(RotaOrder),
}

/// What sample to write where.
#[derive(Debug, Args)]
pub(super) struct DemoOrder {
    /// 写到哪里，例如 演示.ron
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    /// 多少倍的记录：往前再加几年的春节（1 到 60，不写为 1）
    #[arg(long, value_name = "倍数", default_value_t = 1, hide_default_value = true,
        value_parser = scale, help_heading = OPTIONS)]
    pub(super) scale: u32,
    /// 换一种巡查人员的排法（整数，不写为 0）
    #[arg(long, value_name = "数", default_value_t = 0, hide_default_value = true,
        value_parser = whole::<u64>, help_heading = OPTIONS)]
    pub(super) seed: u64,
    /// 哪一年的春节（不写为 2027）
    #[arg(long, value_name = "年份", default_value_t = WRITTEN_YEAR, hide_default_value = true,
        value_parser = whole::<i32>, help_heading = OPTIONS)]
    pub(super) year: i32,
    /// 覆盖原有的演示工作簿；别的文件始终不覆盖
    #[arg(long, help_heading = OPTIONS)]
    pub(super) force: bool,
}

/// What to check as of when.
#[derive(Debug, Args)]
pub(super) struct CheckOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    /// 按哪一天检查，例如 2027-02-05（不写为电脑上的今天）
    #[arg(long, value_name = "日期", value_parser = day, help_heading = OPTIONS)]
    pub(super) today: Option<NaiveDate>,
    /// 结果用 JSON 输出
    #[arg(long, help_heading = OPTIONS)]
    pub(super) json: bool,
}

/// What to print where.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch somebody writes or leaves out")]
pub(super) struct PrintOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    #[arg(value_name = "内容", required = true, num_args = 1.., help = choose::help(),
        value_parser = PossibleValuesParser::new(choose::words()), hide_possible_values = true,
        help_heading = ARGUMENTS)]
    pub(super) what: Vec<String>,
    /// 写到哪个文件夹（没有就新建，按 02预案、05巡查 等分开放）
    #[arg(long, value_name = "文件夹", help_heading = OPTIONS)]
    pub(super) out: PathBuf,
    /// 哪一天的，例如 2027-02-05（不写为今天，不在节期内的为节期中离今天最近的一天；all 和值守、宣传各表不写为全部）
    #[arg(long, value_name = "日期", value_parser = day, help_heading = OPTIONS)]
    pub(super) day: Option<NaiveDate>,
    /// 只要有这个场所的
    #[arg(long, value_name = "场所", help_heading = OPTIONS)]
    pub(super) site: Option<String>,
    /// 单号或末几位，例如 XC-2027-0213 或 213，可以写多个；重号的加/1、/2选其中一张
    #[arg(long = "number", value_name = "单号", help_heading = OPTIONS)]
    pub(super) numbers: Vec<String>,
    /// 手机号中间四位写成星号，不论写在哪一栏，供张贴和外发
    #[arg(long, help_heading = OPTIONS)]
    pub(super) masked: bool,
    /// 印空白表，带回来手写（值班日志、交接班记录、查岗记录、承诺书等，没有空白表的会说明；all 为全部空白表）
    #[arg(long, conflicts_with_all = ["day", "site", "numbers"], help_heading = OPTIONS)]
    pub(super) blank: bool,
    /// 合成一份文件一次打印，每份材料一个书签（放在 00成套）；例如 all 配 --day 就是一天的全部材料
    #[arg(long, help_heading = OPTIONS)]
    pub(super) bundle: bool,
    /// 双面打印用：一个文件里有几份的，每份都从正面开始，页数是单数的后面补一张空白页
    #[arg(long = "duplex", help_heading = OPTIONS)]
    pub(super) both_sides: bool,
    /// 文件格式：pdf（不写即是）、docx（方案、总结、各种单表）、xlsx（名册、台账、排班等各表）、
    /// txt（日报、总结、排班等，发群用）或 png（每页一张图）
    #[arg(long, value_name = "格式", default_value = "pdf", hide_default_value = true,
        hide_possible_values = true, help_heading = OPTIONS)]
    pub(super) format: FileKind,
}

/// What to export where.
#[derive(Debug, Args)]
pub(super) struct ExportOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    /// 写到哪个文件夹（没有就新建；上次导出的同名表会换成新的）
    #[arg(long, value_name = "文件夹", help_heading = OPTIONS)]
    pub(super) out: PathBuf,
    /// 文件格式：jsonl（不写即是；每行一条记录）或 csv
    #[arg(long, value_name = "格式", default_value = "jsonl", hide_default_value = true,
        hide_possible_values = true, help_heading = OPTIONS)]
    pub(super) format: TableFormat,
    /// 只要这一天起的（按事情的日期，不按录入的日期；名册等不分时段的表全部导出）
    #[arg(long, value_name = "日期", value_parser = day, help_heading = OPTIONS)]
    pub(super) since: Option<NaiveDate>,
    /// 只要这个月的，例如 2027-02；隐患是期初未销号的和这个月发现、办理过的，状态按月末
    #[arg(long, value_name = "月份", value_parser = month, conflicts_with = "since",
        help_heading = OPTIONS)]
    pub(super) month: Option<NaiveDate>,
    /// 手机号中间四位写成星号，不论写在哪一栏
    #[arg(long, help_heading = OPTIONS)]
    pub(super) masked: bool,
    /// 状态和超期按哪一天算，例如 2027-02-05（不写为电脑上的今天）
    #[arg(long, value_name = "日期", value_parser = day, help_heading = OPTIONS)]
    pub(super) today: Option<NaiveDate>,
}

/// What an exported table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// One record a line, as JSON.
    Jsonl,
    /// Columns apart by commas, below their names.
    Csv,
}

/// What to verify.
#[derive(Debug, Args)]
pub(super) struct VerifyOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
}

/// What to repair into what.
#[derive(Debug, Args)]
pub(super) struct RepairOrder {
    /// 损坏的工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    /// 修好的写到哪里（不能是原来的文件）
    #[arg(long, value_name = "新文件", help_heading = OPTIONS)]
    pub(super) out: PathBuf,
    /// 另外还从哪些备份、副本里找缺的内容；本机记录、备份文件夹和旁边的副本总会去找
    #[arg(long, value_name = "文件", num_args = 1.., help_heading = OPTIONS)]
    pub(super) from: Vec<PathBuf>,
}

/// What to merge into what.
#[derive(Debug, Args)]
pub(super) struct MergeOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    /// 同一份工作簿的副本，可以写多个
    #[arg(value_name = "副本", required = true, num_args = 1.., help_heading = ARGUMENTS)]
    pub(super) theirs: Vec<PathBuf>,
    /// 合并成的文件写到哪里（不能是已有的文件）
    #[arg(long, value_name = "新文件", help_heading = OPTIONS)]
    pub(super) out: PathBuf,
    /// 结果用 JSON 输出
    #[arg(long, help_heading = OPTIONS)]
    pub(super) json: bool,
}

/// What to take into what.
#[derive(Debug, Args)]
pub(super) struct ImportOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    #[arg(value_name = "内容", value_parser = what, help = kinds(), help_heading = ARGUMENTS)]
    pub(super) what: Imported,
    /// 表格文件：.xlsx、.xls、.et、.ods、.csv、.txt、网页表格、.docx 里的表格；方案为改过的 .docx
    #[arg(value_name = "表格", help_heading = ARGUMENTS)]
    pub(super) table: PathBuf,
    /// 录入后的文件写到哪里（不能是已有的文件）
    #[arg(long, value_name = "新文件", help_heading = OPTIONS)]
    pub(super) out: PathBuf,
    /// 读哪张工作表，写名称或第几张（不写就读最像的一张）
    #[arg(long, value_name = "工作表", help_heading = OPTIONS)]
    pub(super) sheet: Option<String>,
    /// 只取方案的哪一章，例如 三、风险特点，可以写多个（不写就取各章改过的；工作簿里后来也改过的只在点名时取）
    #[arg(long = "chapter", value_name = "章名", help_heading = OPTIONS)]
    pub(super) chapters: Vec<String>,
    /// 某一列是什么，写成 表头=意思，例如 工种=职务、备用=不录入，可以写多个
    #[arg(long = "column", value_name = "表头=意思", value_parser = column, help_heading = OPTIONS)]
    pub(super) columns: Vec<(String, String)>,
    /// 单位、日期等空着的格照上一行（合并单元格）
    #[arg(long, help_heading = OPTIONS)]
    pub(super) merged: bool,
    /// 名册上没有的人一并记入人员（不算队员）
    #[arg(long, help_heading = OPTIONS)]
    pub(super) newcomers: bool,
    /// 操作人，记在历史里
    #[arg(long, value_name = "姓名", help_heading = OPTIONS)]
    pub(super) by: Option<String>,
    /// 结果用 JSON 输出
    #[arg(long, help_heading = OPTIONS)]
    pub(super) json: bool,
}

/// What is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Imported {
    /// A table.
    Table(What),
    /// A text of the plan that was edited in Word.
    Plan,
}

/// The word for a text of the plan.
const PLAN: (&str, &str) = ("plan", "Word里改过的方案");

/// What rota to fill.
#[derive(Debug, Args)]
pub(super) struct RotaOrder {
    /// 工作簿
    #[arg(value_name = "文件", help_heading = ARGUMENTS)]
    pub(super) path: PathBuf,
    /// 从哪一天排起，例如 2027-02-05（不写为今天或本季起始日，取后到的）；已经开始的班不动
    #[arg(long, value_name = "日期", value_parser = day, help_heading = OPTIONS)]
    pub(super) from: Option<NaiveDate>,
    /// 排到哪一天（不写为本季截止日）
    #[arg(long, value_name = "日期", value_parser = day, help_heading = OPTIONS)]
    pub(super) to: Option<NaiveDate>,
    /// 只补空缺：已自动排好的班也不动
    #[arg(long, help_heading = OPTIONS)]
    pub(super) gaps: bool,
    /// 往年的工作簿，连同往年一起均分，可以写多个；人按编号对，其次按姓名和电话对
    #[arg(long, value_name = "文件", num_args = 1.., help_heading = OPTIONS)]
    pub(super) earlier: Vec<PathBuf>,
    /// 排好的写到哪里（不能是已有的文件；不写就只列出结果）
    #[arg(long, value_name = "新文件", help_heading = OPTIONS)]
    pub(super) out: Option<PathBuf>,
    /// 操作人，记在历史里
    #[arg(long, value_name = "姓名", help_heading = OPTIONS)]
    pub(super) by: Option<String>,
    /// 结果用 JSON 输出
    #[arg(long, help_heading = OPTIONS)]
    pub(super) json: bool,
}

/// The words for kinds of tables.
const KINDS: [(&str, What); 12] = [
    ("members", What::Members),
    ("certificates", What::Certificates),
    ("leaves", What::Leaves),
    ("posts", What::Posts),
    ("units", What::Units),
    ("zones", What::Zones),
    ("sites", What::Sites),
    ("residents", What::Residents),
    ("routes", What::Routes),
    ("phones", What::Phones),
    ("supplies", What::Supplies),
    ("rota", What::Rota),
];

/// members（队员名册）、…
fn kinds() -> String {
    let plan = format!("{}（{}）", PLAN.0, PLAN.1);
    let kinds = KINDS.iter().map(|(word, what)| format!("{word}（{}）", what.word()));
    let kinds = kinds.chain([plan]);
    format!("录入什么：{}", kinds.collect::<Vec<_>>().join("、"))
}

fn what(word: &str) -> Result<Imported, String> {
    if word == PLAN.0 || word == "方案" {
        return Ok(Imported::Plan);
    }
    let known = KINDS.iter().find(|(known, what)| *known == word || what.word() == word);
    known.map(|(_, what)| Imported::Table(*what)).ok_or_else(|| {
        let words: Vec<&str> = KINDS.iter().map(|(word, _)| *word).chain([PLAN.0]).collect();
        format!("可用：{}", words.join("、"))
    })
}

fn column(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(head, says)| (head.trim(), says.trim()));
    let parts = parts.filter(|(head, says)| !head.is_empty() && !says.is_empty());
    let owned = parts.map(|(head, says)| (head.to_owned(), says.to_owned()));
    owned.ok_or_else(|| "写成 表头=意思".to_owned())
}

impl ValueEnum for FileKind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.ending()))
    }
}

impl ValueEnum for Painter {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// Reads a command line, the program's name first.
pub(super) fn read(args: impl IntoIterator<Item = OsString>) -> Asked {
    let args: Vec<OsString> = args.into_iter().collect();
    match Line::try_parse_from(&args) {
        Ok(Line { job: Some(job), .. }) => Asked::Job(job),
        Ok(Line { file, renderer, .. }) => Asked::Window(file, renderer),
        Err(err) => match err.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                // A heading needs no colon, and clap cannot be talked out of its own.
                Asked::Help(err.render().to_string().replace(":\n", "\n"))
            }
            _ => Asked::Wrong(format!(
                "命令写得不对：{}\n什么都没有做；shousui --help 看全部命令，shousui <命令> --help 看用法",
                words(&err, &args)
            )),
        },
    }
}

/// What is wrong, in Chinese.
fn words(err: &clap::Error, args: &[OsString]) -> String {
    let context = |kind| err.get(kind).map(shown).filter(|words| !words.is_empty());
    let arg = context(ContextKind::InvalidArg).unwrap_or_default();
    match (err.kind(), context(ContextKind::InvalidValue)) {
        (ErrorKind::InvalidValue, Some(value)) => {
            let known = context(ContextKind::ValidValue).map(|known| format!("，可用：{known}"));
            format!("{arg}没有“{value}”{}", known.unwrap_or_default())
        }
        (ErrorKind::InvalidValue, None) => format!("{arg}后面缺少内容"),
        (ErrorKind::ValueValidation, value) => {
            let value = value.unwrap_or_default();
            let why = std::error::Error::source(err).map(ToString::to_string).unwrap_or_default();
            format!("{arg}不能写“{value}”，{why}")
        }
        (ErrorKind::UnknownArgument, _) => {
            let near = context(ContextKind::SuggestedArg);
            let near = near.map(|near| format!("，是不是“{near}”")).unwrap_or_default();
            format!("不认识“{arg}”{near}")
        }
        (ErrorKind::MissingRequiredArgument, _) => format!("缺少{arg}"),
        (ErrorKind::ArgumentConflict, _) => {
            let meant = args.get(1).map(|word| word.to_string_lossy()).unwrap_or_default();
            let jobs: Vec<String> =
                Line::command().get_subcommands().map(|job| job.get_name().to_owned()).collect();
            if jobs.iter().any(|job| *job == meant) {
                let other = context(ContextKind::PriorArg).unwrap_or_default();
                return format!("“{arg}”不能和“{other}”一起写");
            }
            // A workbook and something after it: the first word was meant as a job.
            format!("没有“{meant}”这个命令，可用：{}", jobs.join("、"))
        }
        (ErrorKind::InvalidUtf8, _) => "参数里有不是文字的内容".to_owned(),
        _ => format!("{arg}写法不对"),
    }
}

fn shown(value: &ContextValue) -> String {
    let styled = |text: &StyledStr| text.to_string();
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => styled(text),
        ContextValue::StyledStrs(texts) => texts.iter().map(styled).collect::<Vec<_>>().join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_other| "日期写成 2027-02-05 这样".to_owned())
}

/// The first day of a month.
fn month(text: &str) -> Result<NaiveDate, String> {
    format!("{text}-01").parse().map_err(|_other| "月份写成 2027-02 这样".to_owned())
}

fn whole<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_other| "请写整数".to_owned())
}

fn scale(text: &str) -> Result<u32, String> {
    let scale = whole(text)?;
    if (1..=MOST_SEASONS).contains(&scale) {
        Ok(scale)
    } else {
        Err(format!("倍数应在1到{MOST_SEASONS}之间"))
    }
}
