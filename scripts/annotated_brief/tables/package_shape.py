"""What docs/data/datapackage.json may hold: a Data Package (version 2) of CSV files in UTF-8, as the tables are read here."""

from annotated_brief.core.shape import OTHERS, Field, Shape

TYPES = ("string", "integer", "number", "date")
# The name becomes a file's: a slash or two dots in it would read one that is not ours.
NAMED = r"[a-z][a-z0-9_]{0,49}"

ANY = Field("anything", "anything else that the standard has")
LICENCES: Shape = {
    "name": Field("text", "an identifier of the SPDX list", needed=True, most=60),
    "path": Field("address", "where the licence can be read"),
    "title": Field("text", "what it is called", most=200),
    OTHERS: ANY,
}
SOURCE: Shape = {
    "title": Field("name", "key of a source", needed=True),
    "path": Field("text", "its page, `../references/KEY/`", most=200),
    OTHERS: ANY,
}
CONSTRAINTS: Shape = {
    "required": Field("flag", "whether each row has a value"),
    "unique": Field("flag", "whether no value stands twice"),
    "enum": Field("texts", "the values that there are"),
    "pattern": Field("text", "a regular expression for the whole cell", most=200),
    "minimum": Field("bound", "the least value, of a number or a date"),
    "maximum": Field("bound", "the greatest value"),
    "minLength": Field("count", "how many characters it has at least"),
    "maxLength": Field("count", "how many characters it has at most"),
}
COLUMN: Shape = {
    "name": Field("name", "the name of the column, as in the CSV", needed=True),
    "title": Field("text", "what readers see above it", needed=True, most=200),
    "type": Field("choice", "what its cells are", needed=True, among=TYPES),
    "description": Field("text", "what stands in it", needed=True),
    "unit": Field("text", "the unit of its numbers", most=200),
    "constraints": Field("record", "what its cells must keep to", fields=CONSTRAINTS),
    "format": Field("choice", "left as it is", among=("default",)),
    "example": Field("anything", "a value that it may have"),
    OTHERS: ANY,
}
FOREIGN_KEY: Shape = {
    "fields": Field("names", "columns of this table", needed=True),
    "reference": Field(
        "record",
        "where their cells stand",
        needed=True,
        fields={
            "resource": Field(
                "text", "the other table; left out or empty, this one", form=f"({NAMED})?", example="a name of a table"
            ),
            "fields": Field("names", "its columns", needed=True),
        },
    ),
}
# The tables are read as CSV is written everywhere; another dialect would be read wrongly by somebody.
DIALECT: Shape = {
    "delimiter": Field("choice", "`,`", among=(",",)),
    "quoteChar": Field("choice", '`"`', among=('"',)),
    "header": Field("flag", "`true`"),
    "doubleQuote": Field("flag", "`true`"),
    "lineTerminator": Field("anything", "how lines end"),
    "skipInitialSpace": Field("flag", "whether blanks before a cell are left out, as they are"),
    "caseSensitiveHeader": Field("flag", "whether capital letters matter in the names of columns, as they do"),
}
SCHEMA: Shape = {
    "fields": Field("records", "the columns, in their order", needed=True, fields=COLUMN, one="column"),
    "primaryKey": Field("choices", "`row`, by which text and figures refer to a row", among=("row",)),
    "missingValues": Field("anything", '`[""]`: a cell that is empty has no value'),
    "foreignKeys": Field("records", "columns whose cells stand in a column of another table", fields=FOREIGN_KEY),
    OTHERS: ANY,
}
TABLE: Shape = {
    "name": Field("text", "the name of the table", needed=True, form=NAMED,
                  example="small letters, digits and underscores"),
    "path": Field("text", "the file in docs/data/: the name, and .csv", needed=True, form=NAMED + r"\.csv",
                  example="the table's name, and .csv"),
    "type": Field("choice", "`table`", among=("table",)),
    "title": Field("text", "what readers see above it", needed=True, most=300),
    "description": Field("text", "what is counted, and how", needed=True),
    "format": Field("choice", "`csv`", among=("csv",)),
    "mediatype": Field("choice", "`text/csv`", among=("text/csv",)),
    "encoding": Field("choice", "`utf-8`", among=("utf-8", "UTF-8")),
    "dialect": Field("record", "how its CSV is written", fields=DIALECT),
    "licenses": Field("records", "under which the table may be used", fields=LICENCES),
    "schema": Field("record", "its columns", needed=True, fields=SCHEMA),
    "leftOut": Field("text", "what is not in the table, and why", needed=True),
    "splices": Field("text", "where a series is put together"),
    "sources": Field("records", "the sources of its rows, once each", fields=SOURCE),
    OTHERS: ANY,
}  # fmt: skip
PACKAGE: Shape = {
    "$schema": Field("address", "the version of the standard"),
    "name": Field("text", "the name of the package", needed=True, form=r"[a-z0-9._/-]{1,100}",
                  example="small letters, digits and -"),
    "title": Field("text", "what the package is called", needed=True, most=300),
    "description": Field("text", "what is in it", needed=True),
    "version": Field("text", "of the tables", most=60),
    "created": Field("text", "when it was made", form=r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?",
                     example="YYYY-MM-DD"),
    "homepage": Field("address", "a page about it"),
    "keywords": Field("texts", "words to find it by"),
    "licenses": Field("records", "under which the tables may be used", needed=True, fields=LICENCES),
    "contributors": Field("records", "who made it", fields={"title": Field("text", "a name", needed=True, most=200), OTHERS: ANY}),
    "resources": Field("records", "the tables, each described", needed=True, fields=TABLE, one="table"),
    OTHERS: ANY,
}  # fmt: skip
