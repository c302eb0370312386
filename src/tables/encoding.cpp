#include "tables/encoding.hpp"

#include <iterator>

#include <fmt/format.h>
#include <boost/nowide/utf/utf.hpp>

#include "input/input_error.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_bytes = 32'000'000, max_length = 10'000;

using Utf8 = boost::nowide::utf::utf_traits<char>;
using Utf16 = boost::nowide::utf::utf_traits<char16_t>;
using CodePoint = boost::nowide::utf::code_point;
constexpr CodePoint line_end = '\n';

/// The text as code points; empty where the bytes are no such encoding.
template <class Traits, class Characters>
std::u32string decoded(const Characters& characters) {
    std::u32string text;
    for (auto p = characters.begin(); p != characters.end();) {
        const CodePoint c = Traits::decode(p, characters.end());
        if (c == boost::nowide::utf::illegal || c == boost::nowide::utf::incomplete) return {};
        text += static_cast<char32_t>(c);
    }
    return text;
}

std::u16string units_of_16_bits(std::string_view bytes, std::size_t high) {
    std::u16string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2)
        text += static_cast<char16_t>(static_cast<unsigned char>(bytes[i + high]) << 8 |
                                      static_cast<unsigned char>(bytes[i + 1 - high]));
    return text;
}

/// Where the zero bytes of UTF-16 without a byte order mark stand: at 0 (high byte first), at 1; else -1.
int zero_bytes(std::string_view bytes) {
    std::size_t at[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i) at[i % 2] += bytes[i] == '\0';
    for (const int high : {0, 1})
        if (at[1 - high] == 0 && 4 * at[high] > bytes.size()) return high;
    return -1;
}

/// Windows-1252 where it differs from Latin-1 and has a meaning here: dashes and quotes.
char32_t of_windows(unsigned char c) {
    return c == 0x96 ? 0x2013 : c == 0x97 ? 0x2014 : c >= 0x91 && c <= 0x94 ? U'"' : char32_t{c};
}

std::u32string code_points(const std::string& file, std::string_view bytes) {
    if (bytes.starts_with(std::string_view("\xff\xfe\0\0", 4)) ||
        bytes.starts_with(std::string_view("\0\0\xfe\xff", 4)))
        refuse(file, 1, "UTF-32: save it as UTF-8");
    const bool little = bytes.starts_with("\xff\xfe"), big = bytes.starts_with("\xfe\xff");
    const int high = big ? 0 : little ? 1 : zero_bytes(bytes);
    if (high >= 0) {
        std::u32string text = decoded<Utf16>(units_of_16_bits(bytes, static_cast<std::size_t>(high)));
        if (text.empty()) refuse(file, 1, "no text: neither UTF-8 nor UTF-16");
        return text;
    }
    std::u32string text = decoded<Utf8>(bytes);
    if (text.empty())
        for (const char c : bytes) text += of_windows(static_cast<unsigned char>(c));
    return text;
}

/// One sign for those of one meaning; 0 for what is not seen.
CodePoint plain(char32_t c) {
    if (c == 0xfeff || c == 0x200b || c == 0x2060) return 0;
    if (c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x3000 || c == '\v' || c == '\f')
        return ' ';
    if (c == 0x2212 || c == 0x2010 || c == 0x2011) return '-';
    if (c == 0x201c || c == 0x201d || c == 0x201e) return '"';
    if (c == 0x3bc) return 0xb5;
    if (c == 0x2028 || c == 0x2029 || c == 0x85) return line_end;
    return c;
}

void append(std::string& text, CodePoint c) {
    if (c == 0x2264 || c == 0x2a7d)
        text += "<=";
    else if (c == 0x2265 || c == 0x2a7e)
        text += ">=";
    else if (c != 0)
        Utf8::encode(c, std::back_inserter(text));
}

bool is_control(char32_t c) {
    return (c < 32 && c != '\t' && c != '\v' && c != '\f') || c == 127 ||
           (c >= 0x80 && c < 0xa0 && c != 0x85);
}

}  // namespace

void refuse(const std::string& file, std::size_t line, const std::string& why) {
    throw InputError(fmt::format("{}:{}: {}", file, line, why));
}

bool is_standard_input(const std::string& file) { return file == "-" || file == "/dev/stdin"; }

void check_length(const std::string& file, std::size_t bytes) {
    if (bytes > max_bytes)
        throw InputError(fmt::format("{}: longer than {} MB", file, max_bytes / 1'000'000));
}

std::vector<TextLine> decoded_lines(const std::string& file, std::string_view bytes) {
    if (bytes.starts_with("PK\x03\x04")) refuse(file, 1, "a workbook or archive: save the sheet as CSV");
    if (bytes.starts_with("\x89HDF")) refuse(file, 1, "an HDF5 file: export B_c2(T) as CSV");
    std::u32string text = code_points(file, bytes);
    while (!text.empty() && text.back() == 0x1a) text.pop_back();  // the end of a file under DOS
    std::vector<TextLine> lines{{1, ""}};
    for (std::size_t i = 0; i < text.size(); ++i) {
        TextLine& line = lines.back();
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
        const CodePoint c = text[i] == '\r' ? line_end : plain(text[i]);
        if (c == line_end) {
            lines.push_back({lines.size() + 1, ""});
            continue;
        }
        if (is_control(text[i])) refuse(file, line.number, "a control character: not a text file");
        append(line.text, c);
        if (line.text.size() > max_length)
            refuse(file, line.number, fmt::format("longer than {} characters", max_length));
    }
    return lines;
}

}  // namespace mirage
