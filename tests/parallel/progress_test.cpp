#include "parallel/progress.hpp"

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;

TEST(Progress, ALogStaysShort) {
    const mirage_test::Folder folder;
    std::FILE* file = std::fopen((folder / "log").c_str(), "w");
    Progress progress(1.0, file, false);
    for (int i = 0; i < 100000; ++i) progress.update(i * 1e-5);
    progress.finish();
    std::fclose(file);
    EXPECT_EQ(mirage_test::read_file(folder / "log"), "") << "nothing in the first seconds";
}

}  // namespace
