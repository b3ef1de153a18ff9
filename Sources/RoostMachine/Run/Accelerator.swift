/// What runs the processor of a machine.
enum Accelerator: String, Sendable, Codable {
  /// This machine's own processor.
  case kvm
  /// An emulation: many times slower, works everywhere.
  case tcg

  /// The best processor that QEMU can show with it. Programs of today want more than its oldest one.
  var processor: String {
    switch self {
    case .kvm: "host"
    case .tcg: "max"
    }
  }
}
