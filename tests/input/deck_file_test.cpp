#include "input/deck_file.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

TEST(DeckFile, FilesThatCannotBeRead) {
    const Folder folder;
    EXPECT_THROW(read_deck_text(folder / "none.cfg"), InputError);
    EXPECT_THROW(read_deck_text(folder / ""), InputError) << "a folder";
    EXPECT_THROW(read_deck_text("/dev/zero"), InputError) << "endless";
    EXPECT_EQ(read_deck_text(folder.write("a", "x = 1\r\n")), "x = 1\r\n");
}

}  // namespace
