// Twenty states of the page, as fragments.

export const states = [
    "units=si&tc0=3&beta=4.1&T=0.3&B=20",
    "units=si&tc0=3&beta=4.1&alpha=0.1&T=0.1&B=50",
    "units=si&tc0=3&beta=4.1&gamma=0.1&T=0.5&B=30",
    "units=si&tc0=3&beta=4.1&gamma=0.1&alpha=0.3&T=0.2&B=25",
    "units=si&tc0=7.4&beta=3.4&g_factor=1.9&T=2&B=10",
    "units=si&tc0=3&beta=4.1&gamma_magnetic=0.02&T=0.3&B=15",
    "units=si&tc0=3&beta=1.2&gamma_spin_orbit=0.5&T=0.3&B=5",
    "units=si&tc0=3&beta=4.1&theta=20&T=0.6&B=12",
    "units=si&tc0=3&beta=4.1&thickness=3&diffusion=1.5&T=0.4&B=20",
    "units=si&tc0=3&beta=2&gamma_intra=0.1&gamma_inter=0.02&T=0.4&B=20",
    "units=si&tc0=3&beta=2&t_triplet=0.6&T=0.5&B=20",
    "units=si&tc0=3&beta=4&pocket=G:share=0.35,beta=10,form=cos3phi&T=0.5&B=20",
    "units=reduced&beta=7&T=0.1&B=2",
    "units=reduced&T=0.3&B=0.4",
    "units=reduced&beta=0.3&T=0.02&B=0.74",
    "units=reduced&beta=7&gamma=0.4&alpha=0.3&T=0.2&B=1",
    "units=reduced&beta=0.5&gamma=1&T=0.4&B=0.6",
    "units=reduced&beta=5&orbital=0.02&T=0.4&B=2",
    "units=reduced&beta=3&alpha=1&T=0.05&B=1.5&eta=0.02",
    "units=reduced&alpha=0.5&momentum=0.2&T=0.2&B=0.5",
];
