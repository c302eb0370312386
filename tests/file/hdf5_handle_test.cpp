#include "file/hdf5_handle.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

hid_t new_space() { return H5Screate(H5S_SCALAR); }

TEST(Hdf5Handle, ClosesWhatItOwnsOnce) {
    const hid_t id = new_space();
    {
        const Hdf5Handle handle(id, H5Sclose, "space");
        EXPECT_EQ(static_cast<hid_t>(handle), id);
        EXPECT_EQ(H5Iis_valid(id), 1);
    }
    EXPECT_EQ(H5Iis_valid(id), 0);
}

TEST(Hdf5Handle, MovesWithoutClosing) {
    const hid_t first = new_space(), second = new_space();
    Hdf5Handle a(first, H5Sclose, "first");
    Hdf5Handle b(std::move(a));
    EXPECT_EQ(H5Iis_valid(first), 1);
    {
        Hdf5Handle c(second, H5Sclose, "second");
        c = std::move(b);
        EXPECT_EQ(static_cast<hid_t>(c), first);
        EXPECT_EQ(H5Iis_valid(first), 1);
    }
    EXPECT_EQ(H5Iis_valid(first), 0);
    EXPECT_EQ(H5Iis_valid(second), 1) << "b has it now";
    EXPECT_EQ(static_cast<hid_t>(b), second);  // NOLINT: assignment exchanges them
}

TEST(Hdf5Handle, AnEmptyOneClosesNothing) {
    const Hdf5Handle handle;
    EXPECT_LT(static_cast<hid_t>(handle), 0);
}

TEST(Hdf5Handle, ClosingReportsErrorsAndIsTheLastTime) {
    silence_hdf5();
    Hdf5Handle handle(new_space(), H5Sclose, "space");
    handle.close("space");
    EXPECT_LT(static_cast<hid_t>(handle), 0);
    EXPECT_THROW(handle.close("closed before"), Hdf5Error);
}

TEST(Hdf5Handle, AFailedCallSaysWhatWasAttemptedAndWhy) {
    silence_hdf5();
    const Folder folder;
    testing::internal::CaptureStderr();
    try {
        const Hdf5Handle file(H5Fopen((folder / "none.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose,
                              "'none.h5'");
        ADD_FAILURE() << "there is no such file";
    } catch (const Hdf5Error& error) {
        const std::string text = error.what();
        EXPECT_EQ(text.rfind("'none.h5': ", 0), 0u) << text;
        EXPECT_NE(text.find("(No such file or directory)"), std::string::npos) << text;
        EXPECT_EQ(text.find("errno"), std::string::npos) << text;
    }
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "") << "HDF5 prints nothing itself";
    EXPECT_EQ(checked(3, "fine"), 3);
    EXPECT_EQ(checked(0, "fine"), 0);
    EXPECT_THROW(checked(-1, "wrong"), Hdf5Error);
}

}  // namespace
