//! The kinds of files a paper can leave as.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// The pages, all in one file.
    Pdf,
    /// Its tables as a workbook, to go on with.
    Excel,
    /// Its words as a text, to go on with.
    Word,
    /// Its words for a chat.
    Text,
    /// A picture a page.
    Png,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Word, Self::Excel, Self::Text, Self::Png];

    /// What its files end in, and its word on the command line.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Excel => "xlsx",
            Self::Word => "docx",
            Self::Text => "txt",
            Self::Png => "png",
        }
    }

    /// What people call it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pdf => "PDF文件",
            Self::Excel => "Excel表格",
            Self::Word => "Word文档",
            Self::Text => "文字（发群用）",
            Self::Png => "图片",
        }
    }

    /// Whether it is made of pages, and so of any paper.
    pub fn is_of_pages(self) -> bool {
        matches!(self, Self::Pdf | Self::Png)
    }
}
