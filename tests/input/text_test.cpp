#include "input/text.hpp"

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Text, Durations) {
    EXPECT_EQ(duration_text(0.85), "850 ms");
    EXPECT_EQ(duration_text(12.34), "12.3 s");
    EXPECT_EQ(duration_text(245.0), "4 min 05 s");
    EXPECT_EQ(duration_text(7620.0), "2 h 07 min");
}

TEST(Text, Sizes) {
    EXPECT_EQ(size_text(640), "640 B");
    EXPECT_EQ(size_text(1.24e6), "1.2 MB");
    EXPECT_EQ(size_text(3.4e9), "3.4 GB");
}

TEST(Text, NothingInItSteersATerminal) {
    EXPECT_EQ(printable("a\x1b[2Jb\n\x7f"), "a [2Jb  ");
    EXPECT_EQ(printable("caf\xc3\xa9 #1"), "caf\xc3\xa9 #1");
}

TEST(Text, TrimmedAndSplit) {
    EXPECT_EQ(trimmed(" \t a b\r"), "a b");
    EXPECT_EQ(trimmed(" \t"), "");
    EXPECT_EQ(split("a, b,,c ", ','), (std::vector<std::string_view>{"a", "b", "", "c"}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

TEST(Text, ALongTextLosesItsMiddle) {
    EXPECT_EQ(shortened("short", 10), "short");
    EXPECT_EQ(shortened("0123456789abcdef", 10), "01234 ... bcdef");
}

TEST(Text, OneIsNoPlural) {
    EXPECT_EQ(counted(0, "rank"), "0 ranks");
    EXPECT_EQ(counted(1, "rank"), "1 rank");
    EXPECT_EQ(counted(2, "rank"), "2 ranks");
}

TEST(Text, NothingPrintedSteersATerminal) {
    EXPECT_EQ(printable("caf\xc3\xa9 \xce\x94 \xf0\x9f\x98\x80"), "caf\xc3\xa9 \xce\x94 \xf0\x9f\x98\x80");
    EXPECT_EQ(printable("a\x1b[31m\tb\n"), "a [31m b ");
    EXPECT_EQ(printable("\x9b\xff"), "??") << "bytes that are not UTF-8";
    EXPECT_EQ(printable("\xc2\x9b"), " ") << "U+009B begins a sequence too";
    EXPECT_EQ(printable("\xc3"), "?") << "cut off";
    EXPECT_EQ(printable("\xc0\x80 \xe0\x80\x80 \xed\xa0\x80 \xf4\x90\x80\x80"), "?? ??? ??? ????");
}

TEST(Text, LinesAreBrokenAtBlanks) {
    EXPECT_EQ(wrapped("one two three", 0, 7), "one two\nthree");
    EXPECT_EQ(wrapped("one two three", 2, 9), "one two\n  three");
    EXPECT_EQ(wrapped("wordlongerthanthat a", 0, 5), "wordlongerthanthat\na");
    EXPECT_EQ(wrapped("", 4, 9), "");
    EXPECT_EQ(lower_case("Tc0 \xc3\x84"), "tc0 \xc3\x84");
}

TEST(Text, CommaLists) {
    EXPECT_TRUE(comma_list("").empty());
    EXPECT_EQ(comma_list("tc0, beta"), (std::vector<std::string>{"tc0", "beta"}));
}

}  // namespace
