from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetPydanticSchema, field_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from duxue.messages import Text
from duxue.notation.strictness import marked, strict


class StrictModel(BaseModel):
    """The base of every model of a file: unknown keys are faults, it never changes, and nothing is coerced.

    A whole number is an int; a number for a Decimal or Fraction field is an int or Decimal, never a text;
    true or false is a bool and nothing else. A float field is a defect (TypeError when the class is made).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: CoreSchema = strict(handler(source), cls.__name__)
        # A model inside another is not walked again.
        done: CoreSchema = marked(schema)
        return done


class TextModel(StrictModel):
    """`{zh: …, en: …}` in a file: both are needed, neither is blank."""

    zh: str
    en: str

    @field_validator("zh", "en")
    @classmethod
    def _is_not_blank(cls, words: str) -> str:
        if not words.strip():
            raise PydanticCustomError("blank", "blank")
        return words.strip()


def _bilingual(_source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    return core_schema.no_info_wrap_validator_function(
        lambda value, read: value if isinstance(value, Text) else _text(read(value)),
        handler.generate_schema(TextModel),
    )


def _text(model: TextModel) -> Text:
    return Text(model.zh, model.en)


Bilingual = Annotated[Text, GetPydanticSchema(_bilingual)]
"""A field that is `{zh, en}` in the file and a Text in the model."""
