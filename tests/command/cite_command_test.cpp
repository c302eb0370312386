// `mirage cite`, `mirage --cite` and --cite behind a command line.

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;

TEST(CiteCommand, WithoutWordsTheTheory) {
    const auto run = mirage("cite");
    EXPECT_EQ(run.status, 0) << run.err;
    for (const char* key : {"@misc{mirage,", "{tang2021,", "{zhang2021,", "{harms2025,"})
        EXPECT_NE(run.out.find(key), std::string::npos) << key;
    EXPECT_EQ(mirage("--cite").out, run.out);
}

TEST(CiteCommand, BehindACommandLineNothingIsRun) {
    const Folder folder;
    const auto run = mirage("sweep --T 0.1 --alpha 0.2 --output " + folder / "a.h5 --cite");
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_NE(run.out.find("{harms2025,"), std::string::npos);
    EXPECT_EQ(folder.files(), 0);
    EXPECT_EQ(mirage("formula klb --cite").out, mirage("cite formula klb").out);
}

TEST(CiteCommand, WhatThereIsNotIsRefused) {
    for (const char* words : {"cite nonsense", "cite point klb", "cite formula nonsense", "cite a b c"}) {
        const auto run = mirage(words);
        EXPECT_EQ(run.status, 2) << words;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
    }
}

}  // namespace
