#include "tables/encoding.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using namespace std::string_literals;

std::vector<std::string> texts(const std::string& bytes) {
    std::vector<std::string> result;
    for (const TextLine& line : decoded_lines("f", bytes)) result.push_back(line.text);
    return result;
}

std::string utf16(const std::u16string& text, int high) {
    std::string bytes;
    for (const char16_t c : text)
        for (const int i : {0, 1}) bytes += static_cast<char>(i == high ? c >> 8 : c & 0xff);
    return bytes;
}

TEST(Encoding, LinesEndByAnyConvention) {
    const std::vector<std::string> expected{"a", "b", "", "c"};
    EXPECT_EQ(texts("a\nb\n\nc"), expected);
    EXPECT_EQ(texts("a\r\nb\r\n\r\nc"), expected);
    EXPECT_EQ(texts("a\rb\r\rc"), expected);
    EXPECT_EQ(decoded_lines("f", "a\r\nb")[1].number, 2u);
}

TEST(Encoding, EveryEncodingOfOneText) {
    const std::vector<std::string> expected{"T (K),µ0H ± (T)"};
    const std::u16string wide = u"T (K),\u00b50H \u00b1 (T)";
    EXPECT_EQ(texts("T (K),\xc2\xb5"
                    "0H \xc2\xb1 (T)"),
              expected);
    EXPECT_EQ(texts("\xef\xbb\xbfT (K),\xce\xbc"
                    "0H \xc2\xb1 (T)"),
              expected)
        << "the other micro";
    EXPECT_EQ(texts("T (K),\xb5"
                    "0H \xb1 (T)"),
              expected)
        << "Latin-1";
    for (const int high : {0, 1}) {
        EXPECT_EQ(texts(utf16(wide, high)), expected) << "without a byte order mark";
        EXPECT_EQ(texts(utf16(u"\ufeff" + wide, high)), expected);
    }
}

TEST(Encoding, SignsOfOneMeaning) {
    EXPECT_EQ(texts("\xe2\x88\x92"
                    "1\xc2\xa0\xe2\x89\xa5"
                    "2 \xe2\x80\x9cx\xe2\x80\x9d")[0],
              "-1 >=2 \"x\"");
    EXPECT_EQ(texts("1\x1a")[0], "1") << "the end of a file under DOS";
}

TEST(Encoding, WhatIsNoTextIsRefused) {
    for (const std::string& bytes : {"1,2\n\0"s, "PK\x03\x04x"s, "\x89HDF\r\n"s, "\xff\xfe\0\0T\0\0\0"s,
                                     "a\x7f"s, std::string(20000, '1')})
        EXPECT_THROW(decoded_lines("f", bytes), InputError);
    try {
        decoded_lines("f", "a\nb\x01");
        FAIL();
    } catch (const InputError& error) {
        EXPECT_TRUE(std::string(error.what()).starts_with("f:2:")) << error.what();
    }
    EXPECT_NO_THROW(check_length("f", 32'000'000));
    EXPECT_THROW(check_length("f", 32'000'001), InputError);
}

TEST(Encoding, StandardInputByBothNames) {
    EXPECT_TRUE(is_standard_input("-"));
    EXPECT_TRUE(is_standard_input("/dev/stdin"));
    EXPECT_FALSE(is_standard_input("-x"));
}

}  // namespace
