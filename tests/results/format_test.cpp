#include "results/format.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(Format, AFormatIsTakenOutOfTheArguments) {
    for (const auto& [name, format] :
         {std::pair{"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}}) {
        std::vector<std::string> two{"--T", "0.1", "--format", name, "--B=2"},
            one{std::string("--format=") + name};
        EXPECT_EQ(take_format(two, Format::table), format);
        EXPECT_EQ(two, (std::vector<std::string>{"--T", "0.1", "--B=2"}));
        EXPECT_EQ(take_format(one, Format::csv), format);
        EXPECT_TRUE(one.empty());
    }
}

TEST(Format, WithoutAFormatItIsTheCommands) {
    std::vector<std::string> arguments{"--T", "0.1"};
    EXPECT_EQ(take_format(arguments, Format::json), Format::json);
    EXPECT_EQ(take_format(arguments, Format::table), Format::table);
    EXPECT_EQ(arguments.size(), 2u);
}

TEST(Format, AnUnknownFormatIsRefusedWithThoseThatThereAre) {
    std::vector<std::string> capitals{"--format=JSON"};
    EXPECT_EQ(take_format(capitals, Format::table), Format::json);
    for (const auto& [value, hint] :
         {std::pair<std::string, std::string>{"xml", ":"}, {"csv ", ": did you mean csv?"}}) {
        std::vector<std::string> arguments{"--format", value};
        try {
            take_format(arguments, Format::table);
            ADD_FAILURE() << value;
        } catch (const InputError& error) {
            EXPECT_EQ(error.what(), "--format = '" + value + "'" + hint + " allowed: table, csv, json");
        }
    }
}

}  // namespace
