#include "input/axis.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "input/text.hpp"

namespace {

using namespace mirage;

TEST(Axis, RangesHaveExactEnds) {
    const Axis axis = parse_axis("T", "0.05:3:60");
    ASSERT_EQ(axis.values.size(), 60u);
    EXPECT_EQ(axis.values.front(), 0.05);
    EXPECT_EQ(axis.values.back(), 3.0);
    EXPECT_NEAR(axis.values[1] - axis.values[0], 0.05, 1e-15);
    EXPECT_EQ(axis.text, "0.05:3:60");
}

TEST(Axis, Logarithmic) {
    const Axis axis = parse_axis("T", "0.001:1:4:log");
    ASSERT_EQ(axis.values.size(), 4u);
    EXPECT_NEAR(axis.values[1], 0.01, 1e-16);
    EXPECT_NEAR(axis.values[2], 0.1, 1e-15);
}

TEST(Axis, ListsAndSingleValues) {
    EXPECT_EQ(parse_axis("B", "0, 0.5 ,2").values, (std::vector<double>{0, 0.5, 2}));
    EXPECT_EQ(parse_axis("B", "-3").values, (std::vector<double>{-3}));
    EXPECT_EQ(parse_axis("B", "2:2:1").values, (std::vector<double>{2}));
    EXPECT_EQ(parse_axis("B", "+1e-3").values, (std::vector<double>{1e-3}));
}

TEST(Axis, RefusesWhatItCannotUnderstand) {
    for (const char* text :
         {"",       " ",       "abc",       "1:2",        "1:2:3:4", "1:2:3:log:", "1:2:0",
          "1:2:-3", "1:2:2.5", "0:1:3:log", "-1:1:3:log", "1:2:1",   "nan",        "inf",
          "1,,2",   "1,2,",    "2,1",       "1,1",        "3:1:5",   "1:1:3",      "1:2:99999999",
          "1e999",  "0x10",    "1 2",       "1:nan:3"})
        EXPECT_THROW(parse_axis("T", text), InputError) << "'" << text << "'";
}

TEST(Axis, TheMessageNamesOptionValueAndWhatIsAllowed) {
    try {
        parse_axis("--T", "1:2:x");
        FAIL();
    } catch (const InputError& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find("--T"), std::string::npos);
        EXPECT_NE(text.find("1:2:x"), std::string::npos);
        EXPECT_NE(text.find("whole number"), std::string::npos);
        EXPECT_EQ(text.find('\n'), std::string::npos);
    }
}

TEST(Axis, AMessageStaysOneShortLineWhateverTheValue) {
    for (const std::string& text :
         {std::string("1\n2"), std::string("\x1b[31m"), std::string(1'000'000, '7') + "x"}) {
        try {
            parse_axis("--T", text);
            FAIL();
        } catch (const InputError& error) {
            const std::string message = error.what();
            EXPECT_EQ(message, printable(message));
            EXPECT_LT(message.size(), 1000u);
            EXPECT_NE(message.find("--T"), std::string::npos) << "what";
            EXPECT_NE(message.find("finite number"), std::string::npos) << "what is allowed";
        }
    }
}

}  // namespace
