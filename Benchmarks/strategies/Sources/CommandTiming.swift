import Glibc

/// Runs a program again and again and waits for each to end.
struct CommandTiming {
  let name: String
  let rounds: Int
  let words: [String]

  func run() throws {
    var samples = Samples()
    for round in 0...rounds {
      let began = ContinuousClock.now
      guard runOnce() else {
        print("\(name): `\(words.joined(separator: " "))` failed")
        exit(1)
      }
      // The first one warms up.
      if round > 0 { samples.add(began.duration(to: .now)) }
    }
    samples.report(name)
  }

  private func runOnce() -> Bool {
    let arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var pid: pid_t = 0
    guard posix_spawnp(&pid, words[0], nil, nil, arguments, environ) == 0 else { return false }
    var status: Int32 = -1
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }
}
