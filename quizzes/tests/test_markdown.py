"""Markdown as safe HTML."""

from __future__ import annotations

import time

from django.test import SimpleTestCase

from quizzes.markdown import render, render_inline
from quizzes.validation import MAX_TEXT


class MarkdownTests(SimpleTestCase):
    def test_it_renders_what_teachers_write(self) -> None:
        self.assertEqual(
            render_inline("**a** `b` *c*"), "<strong>a</strong> <code>b</code> <em>c</em>"
        )
        self.assertIn("<td>1</td>", render("| a |\n|---|\n| 1 |"))
        self.assertIn('<img src="/media/a.png" alt="A cell">', render("![A cell](/media/a.png)"))

    def test_html_is_shown_as_typed(self) -> None:
        self.assertEqual(render_inline("<b onclick=x>"), "&lt;b onclick=x&gt;")

    def test_no_link_or_picture_can_run_a_script(self) -> None:
        for text in ("[x](javascript:alert(1))", "![x](data:text/html,x)", "<javascript:alert(1)>"):
            self.assertNotIn("href=", render(text))
            self.assertNotIn("src=", render(text))

    def test_pictures_come_from_this_site_or_from_the_text_itself(self) -> None:
        for source in ("https://example.org/a.png", "//example.org/a.png", "data:text/html,x"):
            self.assertNotIn("src=", render(f"![A cell]({source})"))
        self.assertIn("src=", render("![A dot](data:image/png;base64,AAAA)"))
        self.assertNotIn("href=", render("[x](data:image/png;base64,AAAA)"))

    def test_maths_is_mathml(self) -> None:
        for text in (r"$\frac12$", r"\(\frac12\)"):
            self.assertIn("<mfrac><mn>1</mn><mn>2</mn></mfrac>", render_inline(text))
        self.assertIn('display="block"', render("$$x^2$$"))
        self.assertIn("<mo>&lt;</mo>", render_inline("$a<b$"))

    def test_maths_cannot_bring_html_links_or_styles(self) -> None:
        html = render(r"$\text{<img src=x>}$ $\href{javascript:x}{y}$ $\style{color:red}{z}$")
        for danger in ("<img", "href", "style="):
            self.assertNotIn(danger, html)

    def test_maths_that_cannot_be_read_stays_as_typed(self) -> None:
        self.assertEqual(render_inline(r"$\frac{$"), r'<span class="tex">\frac{</span>')

    def test_prices_are_not_maths(self) -> None:
        self.assertEqual(render_inline("from $5 to $6"), "from $5 to $6")

    def test_headings_stay_below_the_pages_own(self) -> None:
        self.assertEqual(render("# Top").strip(), "<h3>Top</h3>")
        self.assertEqual(render("##### Deep").strip(), "<h6>Deep</h6>")

    def test_no_text_that_a_question_may_have_takes_long(self) -> None:
        """Processor time, and generous: a rule that is quadratic takes many times as long."""
        for part in ("\\(a ", "\\[a\n"):
            text = (part * MAX_TEXT)[:MAX_TEXT]
            began = time.process_time()
            render(text)
            self.assertLess(time.process_time() - began, 3, part)
