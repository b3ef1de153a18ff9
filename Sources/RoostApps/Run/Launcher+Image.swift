import RoostModel

extension EnvironmentSpec {
  /// Of the stack's variables, those an image has better ones for.
  private static let ofTheStack = ["PATH", "LANG", "HOME", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "NODE_ENV"]

  /// Takes an image in place of a stack; what the project itself states stays.
  mutating func enter(_ image: ImagePlan, stated: [String: String]) {
    guard let name = image.name else { return }
    layers = []
    self.image = .reference(name)
    workingDirectory = image.workingDirectory ?? "/"
    for name in EnvironmentSpec.ofTheStack { variables[name] = stated[name] }
  }
}

extension Plan {
  /// What is started: what an image says itself needs no shell.
  func process(_ line: String) -> ProcessSpec {
    guard let words = image?.command, let program = words.first else { return .shell(line) }
    return ProcessSpec(program, Array(words.dropFirst()))
  }
}
