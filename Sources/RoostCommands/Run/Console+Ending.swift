import RoostModel

extension Console {
  /// Says how a program ended where its exit status alone could be its own: 137 may be any SIGKILL, 124 any program's.
  func tell(_ end: ExitReason) {
    let hint: String? =
      switch end {
      case .exited, .signaled: nil
      case .outOfMemory: "; --memory sets it"
      case .timedOut: "; --timeout sets it"
      case .destroyed, .lost: ""
      }
    guard let hint else { return }
    note(noteStyle.dim("roost: the program \(end)\(hint)") + "\n")
  }
}
