#include "input/input_error.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace {

using mirage::InputError;

std::string text_of(const std::string& message) { return InputError(message).what(); }

TEST(InputError, AnOrdinaryMessageIsAsItWas) {
    EXPECT_EQ(text_of("grid.T = '-1': 0.001 to 100"), "grid.T = '-1': 0.001 to 100");
    EXPECT_EQ(text_of(""), "");
}

TEST(InputError, OneLineWhateverTheUserTyped) {
    for (const std::string& typed : {std::string("a\nb"), std::string("a\r\nb"), std::string("a\x1b[31mb"),
                                     std::string("a\0b", 3), std::string("a\tb\x7f")}) {
        const std::string text = text_of(typed);
        EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](unsigned char c) {
            return c < 0x20 || c == 0x7f;
        })) << text;
        EXPECT_EQ(text.front(), 'a');
        EXPECT_NE(text.find('b'), std::string::npos);
    }
}

TEST(InputError, ALongOneKeepsItsBeginningAndItsEnd) {
    const std::string text = text_of("deck '" + std::string(100000, 'x') + "': no such file");
    EXPECT_LT(text.size(), 700u);
    EXPECT_EQ(text.rfind("deck 'xxx", 0), 0u);
    EXPECT_NE(text.find("xxx ... xxx"), std::string::npos);
    EXPECT_TRUE(text.ends_with("': no such file")) << text;
}

TEST(InputError, IsNoOtherFailure) { EXPECT_THROW(throw InputError("x"), std::runtime_error); }

}  // namespace
