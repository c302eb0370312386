"""Pictures of files, datasets and fits, those of `mirage plot`. They need matplotlib, and h5py for results; neither the shared
library nor xarray."""

# What is read: result (HDF5), table (CSV and JSON of single commands), fit, measured; what is drawn: one module for each kind of
# picture. words has the names and units of everything, choice which values are drawn, curves how several curves share one figure.
