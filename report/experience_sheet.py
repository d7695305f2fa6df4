import re
from typing import NamedTuple

# What a column holds → number format (the spreadsheet program puts in the separators
# of its user's language) and width in characters.
KINDS = {
    "text": ({"num_format": "@"}, 24),
    "words": ({"num_format": "@", "text_wrap": True}, 32),
    "note": ({"num_format": "@", "text_wrap": True, "font_color": "#666666"}, 34),
    "count": ({"num_format": "#,##0"}, 12),
    "score": ({"num_format": "0.0"}, 12),
    "change": ({"num_format": "+0.0;-0.0;0.0"}, 12),
    "ratio": ({"num_format": "0.00"}, 12),
    "date": ({"num_format": "yyyy-mm-dd", "align": "left"}, 12),
    "month": ({"num_format": "mmm yyyy", "align": "left"}, 12),
    "year": ({"num_format": "0"}, 8),
}
TEXTS = ("text", "words", "note")
DATES = ("date", "month")
STYLES = {
    "title": {"bold": True, "font_size": 16},
    "question": {"italic": True, "font_color": "#666666"},
    "head": {},
    "column": {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "font_color": "#FFFFFF",
        "bg_color": "#374151",
        "border": 1,
        "border_color": "#374151",
    },
}
COLOURS = ("#1F4E79", "#2E8B57", "#B8B8B8", "#C0504D", "#E6A23C")
LONGEST_NAME = 31
# Excel's limit is 32,767, in which some characters count twice.
LONGEST_TEXT = 16_000
LONGEST_FOOTER = 80
LONGEST_CHART = 15
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


class Column(NamedTuple):
    title: str
    kind: str = "words"
    width: int = 0


class Chart(NamedTuple):
    """A drawing of columns of the sheet's table.

    :param type: of chart, as xlsxwriter has them
    :param series: numbers of the columns that are drawn, against the first one
    :param across, up: the words at the axes of the first column and of the values
    """

    title: str
    across: str
    up: str
    series: tuple
    type: str = "bar"
    subtype: str | None = None


class ExperienceSheet:
    """A page of the report's spreadsheet: a head, one table, perhaps a chart.

    Rows are written one after another and are on disk then (xlsxwriter's
    ``constant_memory``): a row that was left cannot be written any more.
    """

    def __init__(self, book, title, styles, rtl=False):
        self.book, self.styles = book, styles
        self.sheet = book.add_worksheet(find_name(title, book.sheetnames))
        self.row = 0
        self.width = 0
        if rtl:
            self.sheet.right_to_left()

    def set_page(self, paper, footer):
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        text = clean(footer)[:LONGEST_FOOTER].replace("&", "&&")
        self.sheet.set_footer(f"&L&8{text}&R&8&P / &N")

    def write_line(self, text, style="head"):
        """One text over the whole width."""
        self._write_text(0, text, self.styles[style])
        self.row += 1

    def write_lines(self, lines, kind="words"):
        """A text each, below one another, as wide as a reader reads."""
        for text in lines:
            self._write_text(0, text, self.styles[kind])
            self.row += 1

    def begin_table(self, columns, freeze=True):
        """The names of the columns; they stay when one scrolls."""
        self.columns, self.first = columns, self.row + 1
        for number, column in enumerate(columns):
            width = column.width or KINDS[column.kind][1]
            self.sheet.set_column(number, number, width)
            self._write_text(number, column.title, self.styles["column"])
        self.sheet.repeat_rows(self.row)
        self.row += 1
        if freeze:
            self.sheet.freeze_panes(self.row, 1)

    def write_row(self, values, kinds=None):
        """:param values: in the order of the columns; None leaves the cell empty
        :param kinds: of the cells, where they are not those of the columns"""
        kinds = kinds or [column.kind for column in self.columns]
        for number, (value, kind) in enumerate(zip(values, kinds, strict=True)):
            style = self.styles[kind]
            if value is None:
                self.sheet.write_blank(self.row, number, None, style)
            elif kind in TEXTS:
                self._write_text(number, value, style)
            elif kind in DATES:
                self.sheet.write_datetime(self.row, number, value, style)
            else:
                self.sheet.write_number(self.row, number, value, style)
        self.row += 1

    def end_table(self, empty, filters=True):
        """:param empty: the words for a table without rows"""
        if self.row == self.first:
            self.write_line(empty, "question")
        elif filters:
            last = len(self.columns) - 1
            self.sheet.autofilter(self.first - 1, 0, self.row - 1, last)

    def draw(self, chart, rows):
        """Below a short table, beside a long one, of which it shows the first rows."""
        rows = rows if chart.type == "line" else rows[:LONGEST_CHART]
        if not any(row[number] is not None for row in rows for number in chart.series):
            return
        drawing = self.book.add_chart(
            {"type": chart.type, **({"subtype": chart.subtype} if chart.subtype else {})}
        )
        for place, number in enumerate(chart.series):
            drawing.add_series(self._describe_series(chart, place, number, rows))
        self._dress(drawing, chart, len(rows))
        below = self.row - self.first <= LONGEST_CHART
        place = (self.row + 1, 0) if below else (self.first - 1, len(self.columns) + 1)
        self.sheet.insert_chart(*place, drawing, {"object_position": 2})

    def _describe_series(self, chart, place, number, rows):
        last, name = self.first + len(rows) - 1, self.sheet.get_name()
        line = chart.type == "line"
        # The first line is the number, the others are how sure it is.
        sure = {"width": 2.25} if not place else {"width": 1, "dash_type": "dash"}
        colour = COLOURS[2 if line and place else place]
        return {
            "name": [name, self.first - 1, number],
            "categories": [name, self.first, 0, last, 0],
            "values": [name, self.first, number, last, number],
            "line": {"color": colour, **sure} if line else {"none": True},
            "fill": {"color": colour},
            "marker": {"type": "circle", "size": 6, "fill": {"color": colour}}
            if line and not place
            else {"type": "none"},
            "gap": 60,
        }

    def _dress(self, drawing, chart, count):
        plain = {"size": 9, "bold": False}
        names = {"name_font": plain, "num_font": plain, "label_position": "low"}
        values = {
            "name": chart.up,
            "name_font": plain,
            "num_font": plain,
            "num_format": "General",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
        line = chart.type == "line"
        drawing.set_title({"name": chart.title, "name_font": {"size": 12}})
        drawing.set_x_axis(
            {
                "name": chart.across,
                **names,
                **(
                    {"date_axis": True, "num_format": "mmm yy", "major_unit": 1,
                     "major_unit_type": "months"}
                    if line
                    else {"reverse": True}
                ),
            }
        )  # fmt: skip
        # The first row of the table on top; its values at the bottom all the same.
        drawing.set_y_axis({**values, **({} if line else {"crossing": "max"})})
        drawing.set_legend(
            {"position": "bottom"} if len(chart.series) > 1 else {"none": True}
        )
        height = 340 if line else 150 + 30 * count
        drawing.set_size({"width": 860, "height": height})

    def _write_text(self, number, text, style):
        """Never a formula, a number or a link, whatever a name looks like."""
        self.sheet.write_string(self.row, number, clean(text), style)


def add_styles(book):
    """:return: name of kind or style → format of this workbook"""
    styles = {name: book.add_format(values) for name, values in STYLES.items()}
    for name, (values, _width) in KINDS.items():
        styles[name] = book.add_format({"valign": "top", **values})
    return styles


def find_name(title, taken):
    """:return: a name that Excel takes for a sheet, another one than those taken"""
    name = " ".join(NOT_IN_NAMES.sub(" ", title).split()).strip("'") or "-"
    known, number = {other.lower() for other in taken}, 1
    found = name[:LONGEST_NAME].strip(" '")
    while found.lower() in known:
        number += 1
        found = f"{name[: LONGEST_NAME - len(str(number)) - 1].rstrip()} {number}"
    return found


def clean(text):
    """:return: the text without what no XML file can hold"""
    text = NOT_IN_XML.sub("", str(text).replace("\r\n", "\n"))[:LONGEST_TEXT]
    # xlsxwriter takes a text between these tags for markup of its own.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
