import base64
import io

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from odoo.tests import TransactionCase, tagged

from ...models.paperwork.signature_image import KEPT, PREFIX, read_picture
from ..cases.signing import draw, to_text


@tagged("post_install", "-at_install")
class TestSignatureImage(TransactionCase):
    """What a browser says is a signature."""

    def test_a_signature(self):
        content = read_picture(draw())
        with Image.open(io.BytesIO(content)) as picture:
            self.assertEqual((picture.format, picture.mode), ("PNG", "RGB"))
            self.assertLess(picture.width, 330, "cut to what was drawn")
            self.assertGreater(picture.width, 280)
        self.assertEqual(read_picture(draw().removeprefix(PREFIX)), content)

    def test_a_large_one_is_made_small(self):
        with Image.open(io.BytesIO(read_picture(draw((2000, 1500))))) as picture:
            self.assertLessEqual(picture.width, KEPT[0])
            self.assertLessEqual(picture.height, KEPT[1])

    def test_nothing_of_the_file_is_kept_but_the_picture(self):
        picture = Image.new("RGB", (40, 20), "black")
        told = PngInfo()
        told.add_text("Comment", "where it was taken")
        target = io.BytesIO()
        picture.save(target, "PNG", pnginfo=told)
        sent = PREFIX + base64.b64encode(target.getvalue()).decode()
        self.assertIn(b"where it was taken", target.getvalue())
        self.assertNotIn(b"where it was taken", read_picture(sent))

    def test_what_is_none(self):
        cut = base64.b64decode(draw().removeprefix(PREFIX))[:60]
        for name, text in (
            ("nothing", ""),
            ("None", None),
            ("an empty canvas", draw(mode="LA")),
            ("no size", "data:,"),
            ("words", "hello"),
            ("letters", "ÅÄÖ"),
            ("another kind", to_text(Image.new("RGB", (40, 20)), "JPEG")),
            ("a drawing that holds a script", PREFIX + base64.b64encode(b"<svg/>").decode()),
            ("cut off", PREFIX + base64.b64encode(cut).decode()),
            ("a bomb", to_text(Image.new("1", (30_000, 30_000), 0))),
            ("very long", PREFIX + "A" * 1_000_000),
        ):
            with self.subTest(name):
                self.assertIsNone(read_picture(text))
