#include "input/check_output.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

TEST(CheckOutput, FilesThatCannotBeWritten) {
    const Folder folder;
    EXPECT_NO_THROW(check_output("--output", folder / "new.h5"));
    EXPECT_THROW(check_output("--output", folder / "missing/new.h5"), InputError);
    EXPECT_THROW(check_output("--output", folder / ""), InputError);
    EXPECT_NO_THROW(check_output("--output", folder / std::string(200, 'x')));
    EXPECT_THROW(check_output("--output", folder / std::string(250, 'x')), InputError)
        << "no room for .checkpoint";
    EXPECT_EQ(folder.files(), 0);
}

}  // namespace
