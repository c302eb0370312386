#include "input/deck.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

std::string refusal(const std::string& text) {
    try {
        deck_entries(text, "a.cfg");
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

TEST(Deck, LinesWithTheirSectionsAndNumbers) {
    const auto entries =
        deck_entries("# head\nmaterial.beta = 4\n\n[ grid ]\n\tT = 0.1:1:10 # comment\nB=2\n", "a");
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].section + "/" + entries[0].name + "/" + entries[0].value, "material/beta/4");
    EXPECT_EQ(entries[0].line, 2);
    EXPECT_EQ(entries[1].section + "/" + entries[1].name + "/" + entries[1].value, "grid/T/0.1:1:10");
    EXPECT_EQ(entries[1].line, 5);
    EXPECT_EQ(entries[2].value, "2");
    EXPECT_EQ(deck_entries("[output]\nfile = a=b.h5", "a")[0].value, "a=b.h5");
}

TEST(Deck, TheSameFromAnyEditor) {
    for (const char* text :
         {"[grid]\nT = 0.5\nB = 1\n", "[grid]\r\nT = 0.5\r\nB = 1\r\n", "[grid]\rT = 0.5\rB = 1",
          "\xef\xbb\xbf[grid]\nT = 0.5\nB = 1", "[grid]\n \tT\t=\t0.5 \t\nB = 1\n\n\n"}) {
        const auto entries = deck_entries(text, "a");
        ASSERT_EQ(entries.size(), 2u) << text;
        EXPECT_EQ(entries[0].section, "grid");
        EXPECT_EQ(entries[0].value, "0.5");
        EXPECT_EQ(entries[1].line, 3);
    }
}

TEST(Deck, WhatIsNoLineIsNamedWithItsPlace) {
    EXPECT_EQ(refusal("[grid]\nT\n"), "a.cfg:2: 'T': a line is [section], name = value or a comment (#)");
    for (const char* text : {"[grid\n", "= 3\n", "; comment\n", "hello\n"})
        EXPECT_EQ(refusal(text).rfind("a.cfg:1: ", 0), 0u) << text;
}

TEST(Deck, WhatIsNoDeckAtAll) {
    EXPECT_NE(refusal("\x89HDF\r\n\x1a\n").find("--from"), std::string::npos);
    EXPECT_NE(refusal("\xff\xfe[\x01").find("UTF-16"), std::string::npos);
    EXPECT_NE(refusal(std::string("a\0b", 3)).find("not a text"), std::string::npos);
    const std::string message = refusal("[grid]\n\x9b\x31\xff\x80m\n");
    for (const char c : message) EXPECT_TRUE(c >= 32 && c < 127) << message;
}

}  // namespace
