"""The second derivative of curves, for what is too faint in them to be seen."""

import numpy as np

WINDOW, DEGREE = 7, 4


def second_derivative(x, values):
    """Along the last axis: that of the polynomial of fourth degree closest to seven neighbours, whatever their distances; exact for such
    polynomials. NaN where one of the neighbours is. None of fewer than seven points."""
    if len(x) < WINDOW:
        return None
    first = np.clip(np.arange(len(x)) - WINDOW // 2, 0, len(x) - WINDOW)
    window = first[:, None] + np.arange(WINDOW)
    offset = x[window] - x[:, None]
    scale = np.ptp(offset, axis=1)[:, None]
    powers = (offset / scale)[..., None] ** np.arange(DEGREE + 1)
    weights = 2.0 * np.linalg.pinv(powers)[:, 2] / scale**2  # of the square, times 2!
    return np.einsum("...nk,nk->...n", values[..., window], weights)
