#include "input/selection.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Selection, NamesAndValues) {
    EXPECT_TRUE(selection_of("").empty());
    const auto selected = selection_of(" gamma = 0.1 ,T=2e-1");
    ASSERT_EQ(selected.size(), 2u);
    EXPECT_EQ(selected[0], (std::pair<std::string, double>{"gamma", 0.1}));
    EXPECT_EQ(selected[1], (std::pair<std::string, double>{"T", 0.2}));
}

TEST(Selection, EverythingElseIsRefused) {
    for (const char* text : {"gamma", "=1", "gamma=", "gamma=x", "T=1,T=2", ",", "T=1,"})
        EXPECT_THROW(selection_of(text), InputError) << text;
}

}  // namespace
