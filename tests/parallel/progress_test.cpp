#include "parallel/progress.hpp"

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;

TEST(Progress, Durations) {
    EXPECT_EQ(duration_text(0.85), "850 ms");
    EXPECT_EQ(duration_text(12.34), "12.3 s");
    EXPECT_EQ(duration_text(245.0), "4 min 05 s");
    EXPECT_EQ(duration_text(7620.0), "2 h 07 min");
}

TEST(Progress, Sizes) {
    EXPECT_EQ(size_text(640), "640 B");
    EXPECT_EQ(size_text(1.24e6), "1.2 MB");
    EXPECT_EQ(size_text(3.4e9), "3.4 GB");
}

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
