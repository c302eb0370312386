// Symbols and names of settings and quantities on the page, as in the pictures of `mirage plot`.

export const SYMBOLS = {
    tc0: "*T*_{c0}", g_factor: "*g*", beta: "*β*", gamma: "*Γ*", alpha: "*αp*_{F}", gamma_intra: "*Γ*_{intra}", gamma_inter: "*Γ*_{inter}",
    gamma_pocket: "*Γ*_{pocket}", gamma_magnetic: "*Γ*_{m}", gamma_spin_orbit: "*Γ*_{so}", orbital: "*Γ*_{o}/*B*^{2}", thickness: "*d*",
    diffusion: "*D*", theta: "*θ*", t_triplet: "*T*_{t}", momentum: "*Q*", momentum_direction: "*φ*_{Q}", T: "*T*", B: "*B*", eta: "*η*",
    share: "*n*", form: "", gap: "*χ*", velocity: "*v*", tunnel_weight: "*w*",
    order_parameter: "*Δ*", free_energy: "(*Ω*_{S} − *Ω*_{N})/*N*_{0}", magnetization: "(*M*_{S} − *M*_{N})/*N*_{0}",
    susceptibility_ratio: "*M*_{S}/*M*_{N}", zero_energy_dos: "*N*(0)/*N*_{0}", entropy: "(*S*_{S} − *S*_{N})/*N*_{0}*k*_{B}",
    specific_heat: "(*C*_{S} − *C*_{N})/*N*_{0}*k*_{B}", triplet_order_parameter: "*η*", pair_momentum: "*Q*", phase: "",
};

export const NAMES = {
    tc0: "critical temperature", g_factor: "g-factor", beta: "Ising coupling", gamma: "scattering rate", alpha: "Rashba coupling",
    gamma_intra: "within a valley", gamma_inter: "between the valleys", gamma_pocket: "to other pockets",
    gamma_magnetic: "magnetic scattering", gamma_spin_orbit: "spin-orbit scattering", orbital: "orbital pair breaking",
    thickness: "thickness of the film", diffusion: "diffusion constant", theta: "angle out of the plane", t_triplet: "triplet temperature",
    momentum: "pair momentum", momentum_direction: "direction of the momentum", T: "temperature", B: "field", eta: "Dynes broadening",
    share: "share", form: "form", gap: "gap", velocity: "velocity", tunnel_weight: "tunnel weight",
    order_parameter: "order parameter", free_energy: "free energy", magnetization: "magnetisation", susceptibility_ratio: "susceptibility",
    zero_energy_dos: "density of states at zero energy", entropy: "entropy", specific_heat: "specific heat",
    triplet_order_parameter: "triplet order parameter", pair_momentum: "pair momentum", phase: "phase",
};

/// Name and symbol: "order parameter *Δ*".
export const label = (name) => [NAMES[name] ?? name.replaceAll("_", " "), SYMBOLS[name] ?? ""].filter(Boolean).join(" ");

/// Quantities that the map can show.
export const QUANTITIES = ["order_parameter", "phase", "free_energy", "magnetization", "susceptibility_ratio", "zero_energy_dos", "entropy",
    "specific_heat", "triplet_order_parameter", "pair_momentum"];
