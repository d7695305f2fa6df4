import math
import re
from typing import NamedTuple

# What a column holds → number format (the spreadsheet program puts in the separators
# of its user's language) and width in characters.
KINDS = {
    "text": ({"num_format": "@"}, 24),
    "words": ({"num_format": "@", "text_wrap": True}, 32),
    "unit": ({"num_format": "@", "align": "left", "indent": 1}, 16),
    "note": (
        {
            "num_format": "@",
            "text_wrap": True,
            "align": "left",
            "indent": 1,
            "font_color": "#666666",
        },
        34,
    ),
    "count": ({"num_format": "#,##0"}, 16),
    "score": ({"num_format": "0.0"}, 16),
    "change": ({"num_format": "+0.0;-0.0;0.0"}, 16),
    "ratio": ({"num_format": "0.00"}, 16),
    "date": ({"num_format": "yyyy-mm-dd", "align": "left"}, 12),
    "month": ({"num_format": "mmm yyyy", "align": "left"}, 12),
    "year": ({"num_format": "0", "align": "left"}, 10),
}
TEXTS = ("text", "words", "unit", "note")
LINES = ("title", "question", "head", "sentence")
WRAPPED = ("words", "note")
DATES = ("date", "month")
HEADER = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "font_color": "#FFFFFF",
    "bg_color": "#374151",
    "border": 1,
    "border_color": "#374151",
}
STYLES = {
    "title": {"bold": True, "font_size": 16},
    "question": {"italic": True, "font_color": "#666666"},
    "head": {},
    "sentence": {"font_size": 12},
    "header": HEADER,
    # Where the button of the filter leaves room for it.
    "header_of_numbers": {**HEADER, "align": "right", "indent": 2},
}
COLOURS = ("#1F4E79", "#2E8B57", "#B8B8B8", "#C0504D", "#E6A23C")
LONGEST_NAME = 31
# Excel's limit is 32,767, in which some characters count twice.
LONGEST_TEXT = 16_000
LONGEST_FOOTER = 80
LONGEST_CHART = 15
LINE_HEIGHT, HEADER_HEIGHT, HIGHEST_ROW = 15, 21, 409
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


class Column(NamedTuple):
    title: str
    kind: str = "words"
    width: int = 0


class Chart(NamedTuple):
    """A drawing of columns of the sheet's table.

    :param type: of chart, as xlsxwriter has them
    :param series: numbers of the columns that are drawn
    :param labels: number of the column with what they are drawn for
    :param across, up: the words at the axes of the first column and of the values
    """

    title: str
    across: str
    up: str
    series: tuple
    type: str = "bar"
    subtype: str | None = None
    labels: int = 0


class ExperienceSheet:
    """A page of the report's spreadsheet: a head, one table, perhaps a chart.

    Rows are written one after another and are on disk then (xlsxwriter's
    ``constant_memory``): a row that was left cannot be written any more.
    """

    def __init__(self, book, title, styles, rtl=False):
        self.book, self.styles = book, styles
        self.sheet = book.add_worksheet(find_name(title, book.sheetnames))
        self.row = 0
        if rtl:
            self.sheet.right_to_left()

    def set_page(self, paper, footer):
        self.sheet.set_landscape()
        self.sheet.set_paper(paper)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
        text = clean(footer)[:LONGEST_FOOTER].replace("&", "&&")
        # The space keeps a name that begins with a digit from being a size.
        self.sheet.set_footer(f"&L&8 {text}&R&8 &P / &N")

    def write_line(self, text, style="head"):
        """One text over the whole width."""
        self._write_text(0, text, self.styles[style])
        self.row += 1

    def begin_table(self, columns, freeze=True):
        """The names of the columns; they stay when one scrolls."""
        self.columns, self.first = columns, self.row + 1
        self.widths = [column.width or KINDS[column.kind][1] for column in columns]
        titles = [column.title for column in columns]
        # Bold, and with room for the button of the filter.
        self._fit_height(
            zip(titles, (width - 4 for width in self.widths), strict=True),
            HEADER_HEIGHT,
        )
        for number, column in enumerate(columns):
            self.sheet.set_column(number, number, self.widths[number])
            left = column.kind in (*TEXTS, *DATES, "year")
            style = self.styles["header" if left else "header_of_numbers"]
            self._write_text(number, column.title, style)
        self.sheet.repeat_rows(self.row)
        self.row += 1
        if freeze:
            self.sheet.freeze_panes(self.row, 1)

    def write_row(self, values, kinds=None):
        """:param values: in the order of the columns; None leaves the cell empty
        :param kinds: of the cells, where they are not those of the columns"""
        kinds = kinds or [column.kind for column in self.columns]
        self._fit_height(
            (value, width)
            for value, kind, width in zip(values, kinds, self.widths, strict=True)
            if value and kind in WRAPPED
        )
        for number, (value, kind) in enumerate(zip(values, kinds, strict=True)):
            style = self.styles[kind]
            if value is None:
                continue
            if kind in TEXTS:
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
        """Below the table, of whose rows it shows the first."""
        rows = rows if chart.type == "line" else rows[:LONGEST_CHART]
        if not any(row[number] is not None for row in rows for number in chart.series):
            return
        kind = {"type": chart.type}
        if chart.subtype:
            kind["subtype"] = chart.subtype
        drawing = self.book.add_chart(kind)
        for place, number in enumerate(chart.series):
            drawing.add_series(self._describe_series(chart, place, number, len(rows)))
        self._dress(drawing, chart, len(rows))
        self.sheet.insert_chart(self.row + 2, 0, drawing, {"object_position": 2})
        if self.row - self.first <= LONGEST_CHART:
            self.sheet.fit_to_pages(1, 1)
        else:
            self.sheet.set_h_pagebreaks([self.row + 1])

    def _describe_series(self, chart, place, number, count):
        name, last = self.sheet.get_name(), self.first + count - 1
        return {
            "name": [name, self.first - 1, number],
            "categories": [name, self.first, chart.labels, last, chart.labels],
            "values": [name, self.first, number, last, number],
            **(_draw_line(place) if chart.type == "line" else _draw_bar(place)),
        }

    def _dress(self, drawing, chart, count):
        plain = {"size": 9, "bold": False}
        fonts = {"name_font": plain, "num_font": plain}
        names = {"name": chart.across, "label_position": "low", **fonts}
        lines = {"visible": True, "line": {"color": "#D9D9D9"}}
        values = {"name": chart.up, "major_gridlines": lines, **fonts}
        drawing.set_title({"name": chart.title, "name_font": {"size": 12}})
        if chart.type == "line":
            months = {"date_axis": True, "num_format": "mmm yy"}
            drawing.set_x_axis({**names, **months, "major_unit_type": "months"})
            drawing.set_y_axis(values)
        else:
            # The first row on top, and the values at the bottom all the same.
            drawing.set_y_axis({**names, "reverse": True, "crossing": "max"})
            drawing.set_x_axis(values)
        legend = {"position": "bottom"} if len(chart.series) > 1 else {"none": True}
        drawing.set_legend(legend)
        height = 340 if chart.type == "line" else 180 + 30 * count
        drawing.set_size({"width": 900, "height": height})

    def _fit_height(self, texts, least=LINE_HEIGHT):
        """As high as the text that takes most lines: not every program does it.

        :param texts: pairs of text and the width of its column
        """
        lines = max((_count_lines(*pair) for pair in texts), default=1)
        height = min(max(lines * LINE_HEIGHT, least), HIGHEST_ROW)
        if height > LINE_HEIGHT:
            self.sheet.set_row(self.row, height)

    def _write_text(self, number, text, style):
        """Write text as text: no formula, number or link is made of it."""
        self.sheet.write_string(self.row, number, clean(text), style)


def _draw_line(place):
    """The first line is the number, the others are how sure it is."""
    if place:
        dashes = {"color": "#8C8C8C", "width": 1.25, "dash_type": "dash"}
        return {"line": dashes, "marker": {"type": "none"}}
    fill = {"fill": {"color": COLOURS[0]}, "border": {"color": COLOURS[0]}}
    return {
        "line": {"color": COLOURS[0], "width": 2.25},
        "marker": {"type": "circle", "size": 6, **fill},
    }


def _draw_bar(place):
    return {"fill": {"color": COLOURS[place]}, "gap": 60}


def _count_lines(text, width):
    return sum(math.ceil(len(line) / max(width, 1)) or 1 for line in str(text).split("\n"))


def add_styles(book, rtl=False):
    """:return: name of kind or style → format of this workbook"""
    styles = {**STYLES}
    for name, (values, _width) in KINDS.items():
        styles[name] = {"valign": "top", **values}
    if rtl:
        # Otherwise the first letter of a name decides from where a line is read.
        for name in ("header", *LINES, *TEXTS):
            styles[name] = {**styles[name], "align": "right", "reading_order": 2}
    return {name: book.add_format(values) for name, values in styles.items()}


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
