// SPDX-License-Identifier: Apache-2.0
#include "server/sheets/canvas.hpp"

#include <cairo/cairo-pdf.h>
#include <cairo/cairo-svg.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <numbers>

#include "core/base/time.hpp"
#include "server/sheets/svg_text.hpp"

namespace kongdi::server {

namespace {

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* one) const {
        Free(one);
    }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Drawing = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;
using FontOptions = std::unique_ptr<cairo_font_options_t, Freed<cairo_font_options_destroy>>;

constexpr const char* kFamily = "Noto Sans CJK SC, sans-serif";

enum class Kind : std::uint8_t { Svg, Png, Pdf, Nowhere };

cairo_status_t add_bytes(void* out, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void set_colour(cairo_t* drawing, Colour colour) {
    const auto part = [&](int shift) { return ((colour.rgb >> shift) & 0xFFU) / 255.0; };
    cairo_set_source_rgba(drawing, part(16), part(8), part(0), colour.alpha);
}

void add_frame(cairo_t* drawing, const Frame& frame, double radius) {
    radius = std::min({radius, frame.width / 2, frame.height / 2});
    if (radius <= 0) {
        cairo_rectangle(drawing, frame.x, frame.y, frame.width, frame.height);
        return;
    }
    const double quarter = std::numbers::pi / 2;
    cairo_new_sub_path(drawing);
    cairo_arc(drawing, frame.right() - radius, frame.y + radius, radius, -quarter, 0);
    cairo_arc(drawing, frame.right() - radius, frame.bottom() - radius, radius, 0, quarter);
    cairo_arc(drawing, frame.x + radius, frame.bottom() - radius, radius, quarter, 2 * quarter);
    cairo_arc(drawing, frame.x + radius, frame.y + radius, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(drawing);
}

}  // namespace

struct Canvas::Paper {
    Kind kind = Kind::Nowhere;
    std::string out = {};
    Surface surface = {};
    Drawing drawing = {};
    PictureWords facts = {};
    int unknown = 0;
    /// Kept from text to text: making one costs more than setting it.
    Layout layout = {};

    bool draws() const { return kind != Kind::Nowhere; }

    void open(cairo_surface_t* made) {
        surface.reset(made);
        drawing.reset(cairo_create(made));
        // Letters where they were measured, whatever the machine's settings are.
        const FontOptions options(cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
        layout.reset(pango_cairo_create_layout(drawing.get()));
        PangoContext* context = pango_layout_get_context(layout.get());
        pango_cairo_context_set_font_options(context, options.get());
        pango_cairo_context_set_resolution(context, 72);
        // Which shapes a Han letter has depends on it.
        pango_context_set_language(
            context, pango_language_from_string(facts.language == "en" ? "en" : "zh-CN"));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    }

    void set_text(std::string_view words, const TextStyle& style) {
        const Font font(pango_font_description_from_string(kFamily));
        pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
        pango_font_description_set_weight(font.get(),
                                          style.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_layout_set_font_description(layout.get(), font.get());
        pango_layout_set_width(layout.get(),
                               style.width > 0 ? static_cast<int>(style.width * PANGO_SCALE) : -1);
        pango_layout_set_alignment(layout.get(), style.align == Align::Centre  ? PANGO_ALIGN_CENTER
                                                 : style.align == Align::Right ? PANGO_ALIGN_RIGHT
                                                                               : PANGO_ALIGN_LEFT);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    }
    Size text_size() const {
        int width = 0, height = 0;
        pango_layout_get_size(layout.get(), &width, &height);
        return {static_cast<double>(width) / PANGO_SCALE,
                static_cast<double>(height) / PANGO_SCALE};
    }
    void stroke(const LineStyle& style) {
        set_colour(drawing.get(), style.colour);
        cairo_set_line_width(drawing.get(), style.width);
        cairo_set_line_cap(drawing.get(),
                           style.dash > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
        cairo_set_line_join(drawing.get(), CAIRO_LINE_JOIN_ROUND);
        cairo_set_dash(drawing.get(), &style.dash, style.dash > 0 ? 1 : 0, 0);
        cairo_stroke(drawing.get());
    }
    /// Fills and rims what is the path.
    void mark(Colour fill, Colour rim) {
        set_colour(drawing.get(), fill);
        cairo_fill_preserve(drawing.get());
        stroke({rim, 1.2});
    }
};

Canvas::Canvas(std::unique_ptr<Paper> paper) : m_paper(std::move(paper)) {}
Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;

Canvas Canvas::svg(Size size, PictureWords facts) {
    auto paper = std::make_unique<Paper>();
    paper->kind = Kind::Svg;
    paper->facts = std::move(facts);
    cairo_surface_t* made =
        cairo_svg_surface_create_for_stream(add_bytes, &paper->out, size.width, size.height);
    cairo_svg_surface_set_document_unit(made, CAIRO_SVG_UNIT_PX);
    paper->open(made);
    return Canvas(std::move(paper));
}

Canvas Canvas::png(Size size, std::string language, double scale) {
    auto paper = std::make_unique<Paper>();
    paper->kind = Kind::Png;
    paper->facts.language = std::move(language);
    paper->open(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                           static_cast<int>(size.width * scale + 0.5),
                                           static_cast<int>(size.height * scale + 0.5)));
    cairo_scale(paper->drawing.get(), scale, scale);
    return Canvas(std::move(paper));
}

Canvas Canvas::pdf(Size page, const PdfFacts& facts) {
    auto paper = std::make_unique<Paper>();
    paper->kind = Kind::Pdf;
    paper->facts.language = facts.language;
    cairo_surface_t* made =
        cairo_pdf_surface_create_for_stream(add_bytes, &paper->out, page.width, page.height);
    const auto tell = [&](cairo_pdf_metadata_t which, const std::string& words) {
        if (!words.empty()) cairo_pdf_surface_set_metadata(made, which, words.c_str());
    };
    tell(CAIRO_PDF_METADATA_TITLE, facts.title);
    tell(CAIRO_PDF_METADATA_AUTHOR, facts.author);
    tell(CAIRO_PDF_METADATA_SUBJECT, facts.subject);
    tell(CAIRO_PDF_METADATA_CREATOR, "Kongdi");
    // Without it Cairo writes the clock.
    tell(CAIRO_PDF_METADATA_CREATE_DATE, format_time(facts.made_at_ms).substr(0, 19) + "Z");
    paper->open(made);
    return Canvas(std::move(paper));
}

Canvas Canvas::nowhere(std::string language) {
    auto paper = std::make_unique<Paper>();
    paper->facts.language = std::move(language);
    paper->open(cairo_pdf_surface_create_for_stream(nullptr, nullptr, 1, 1));
    return Canvas(std::move(paper));
}

Size Canvas::measure(std::string_view words, const TextStyle& style) {
    m_paper->set_text(words, style);
    return m_paper->text_size();
}

Size Canvas::text(std::string_view words, Spot at, const TextStyle& style) {
    m_paper->set_text(words, style);
    const Size size = m_paper->text_size();
    if (!m_paper->draws()) return size;
    m_paper->unknown += pango_layout_get_unknown_glyphs_count(m_paper->layout.get());
    if (style.width <= 0 && style.align == Align::Centre) at.x -= size.width / 2;
    if (style.width <= 0 && style.align == Align::Right) at.x -= size.width;
    set_colour(m_paper->drawing.get(), style.colour);
    cairo_move_to(m_paper->drawing.get(), at.x, at.y);
    pango_cairo_show_layout(m_paper->drawing.get(), m_paper->layout.get());
    return size;
}

void Canvas::line(std::span<const Spot> points, const LineStyle& style) {
    if (!m_paper->draws() || points.size() < 2) return;
    cairo_new_path(m_paper->drawing.get());
    for (const Spot& point : points) cairo_line_to(m_paper->drawing.get(), point.x, point.y);
    if (style.closed) cairo_close_path(m_paper->drawing.get());
    m_paper->stroke(style);
}

void Canvas::line(Spot from, Spot to, const LineStyle& style) {
    const Spot both[] = {from, to};
    line(both, style);
}

void Canvas::area(std::span<const std::vector<Spot>> rings, Colour fill) {
    if (!m_paper->draws()) return;
    cairo_new_path(m_paper->drawing.get());
    for (const std::vector<Spot>& ring : rings) {
        cairo_new_sub_path(m_paper->drawing.get());
        for (const Spot& point : ring) cairo_line_to(m_paper->drawing.get(), point.x, point.y);
        cairo_close_path(m_paper->drawing.get());
    }
    set_colour(m_paper->drawing.get(), fill);
    cairo_set_fill_rule(m_paper->drawing.get(), CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(m_paper->drawing.get());
}

void Canvas::fill(const Frame& frame, Colour colour, double radius) {
    if (!m_paper->draws() || frame.width <= 0 || frame.height <= 0) return;
    add_frame(m_paper->drawing.get(), frame, radius);
    set_colour(m_paper->drawing.get(), colour);
    cairo_fill(m_paper->drawing.get());
}

void Canvas::outline(const Frame& frame, const LineStyle& style, double radius) {
    if (!m_paper->draws()) return;
    add_frame(m_paper->drawing.get(), frame, radius);
    m_paper->stroke(style);
}

void Canvas::hatch(const Frame& frame, Colour colour, double gap) {
    if (!m_paper->draws() || frame.width <= 0 || frame.height <= 0) return;
    cairo_t* drawing = m_paper->drawing.get();
    cairo_new_path(drawing);
    // Each line is cut by hand: a clip for each bar would make a file of clips.
    for (double at = gap; at < frame.width + frame.height; at += gap) {
        const double over = std::max(0.0, at - frame.width);
        const double under = std::max(0.0, at - frame.height);
        cairo_move_to(drawing, frame.x + at - over, frame.y + over);
        cairo_line_to(drawing, frame.x + under, frame.y + at - under);
    }
    m_paper->stroke({colour, 0.8});
}

void Canvas::dot(Spot middle, double radius, Colour fill, Colour rim) {
    if (!m_paper->draws()) return;
    cairo_new_path(m_paper->drawing.get());
    cairo_arc(m_paper->drawing.get(), middle.x, middle.y, radius, 0, 2 * std::numbers::pi);
    m_paper->mark(fill, rim);
}

namespace {

void add_corners(cairo_t* drawing, Spot middle, double radius, std::span<const Spot> corners) {
    cairo_new_path(drawing);
    for (const Spot& corner : corners)
        cairo_line_to(drawing, middle.x + corner.x * radius, middle.y + corner.y * radius);
    cairo_close_path(drawing);
}

constexpr Spot kDiamond[] = {{0, -1.25}, {1.25, 0}, {0, 1.25}, {-1.25, 0}};
constexpr Spot kSquare[] = {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}};
constexpr Spot kTriangle[] = {{0, -1.2}, {1.15, 0.8}, {-1.15, 0.8}};

}  // namespace

void Canvas::diamond(Spot middle, double radius, Colour fill, Colour rim) {
    if (!m_paper->draws()) return;
    add_corners(m_paper->drawing.get(), middle, radius, kDiamond);
    m_paper->mark(fill, rim);
}

void Canvas::square(Spot middle, double radius, Colour fill, Colour rim) {
    if (!m_paper->draws()) return;
    add_corners(m_paper->drawing.get(), middle, radius, kSquare);
    m_paper->mark(fill, rim);
}

void Canvas::triangle(Spot middle, double radius, Colour fill, Colour rim) {
    if (!m_paper->draws()) return;
    add_corners(m_paper->drawing.get(), middle, radius, kTriangle);
    m_paper->mark(fill, rim);
}

void Canvas::clip(const Frame& frame) {
    if (!m_paper->draws()) return;
    cairo_save(m_paper->drawing.get());
    cairo_rectangle(m_paper->drawing.get(), frame.x, frame.y, frame.width, frame.height);
    cairo_clip(m_paper->drawing.get());
}

void Canvas::unclip() {
    if (m_paper->draws()) cairo_restore(m_paper->drawing.get());
}

void Canvas::next_page() {
    if (m_paper->kind == Kind::Pdf) cairo_show_page(m_paper->drawing.get());
}

void Canvas::begin(std::string_view part) {
    if (m_paper->kind == Kind::Pdf)
        cairo_tag_begin(m_paper->drawing.get(), std::string(part).c_str(), "");
}

void Canvas::end(std::string_view part) {
    if (m_paper->kind == Kind::Pdf)
        cairo_tag_end(m_paper->drawing.get(), std::string(part).c_str());
}

void Canvas::bookmark(std::string_view words, int page, double y) {
    if (m_paper->kind != Kind::Pdf) return;
    const std::string where =
        "page=" + std::to_string(page) + " pos=[0 " + std::to_string(static_cast<int>(y)) + "]";
    cairo_pdf_surface_add_outline(m_paper->surface.get(), CAIRO_PDF_OUTLINE_ROOT,
                                  std::string(words).c_str(), where.c_str(),
                                  static_cast<cairo_pdf_outline_flags_t>(0));
}

Result<std::string> Canvas::finish() {
    Paper& paper = *m_paper;
    if (paper.unknown > 0)
        return Error{ErrorCode::Internal, {}, "no font of this machine has these letters"};
    if (paper.kind == Kind::Png) {
        cairo_surface_flush(paper.surface.get());
        cairo_surface_write_to_png_stream(paper.surface.get(), add_bytes, &paper.out);
    }
    const cairo_status_t drawn = cairo_status(paper.drawing.get());
    paper.layout.reset();
    paper.drawing.reset();
    cairo_surface_finish(paper.surface.get());
    const cairo_status_t status = cairo_surface_status(paper.surface.get());
    if (drawn != CAIRO_STATUS_SUCCESS || status != CAIRO_STATUS_SUCCESS)
        return Error{ErrorCode::Internal,
                     {},
                     cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : status)};
    if (paper.kind == Kind::Svg) return plain_svg(paper.out, paper.facts);
    return std::move(paper.out);
}

}  // namespace kongdi::server
