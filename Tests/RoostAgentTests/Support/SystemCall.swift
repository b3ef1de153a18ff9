/// Numbers of system calls that tests try from inside.
enum SystemCall {
  #if arch(x86_64)
    static let mount = 165
    static let clone = 56
    static let ptrace = 101
    static let processVMRead = 310
  #else
    static let mount = 40
    static let clone = 220
    static let ptrace = 117
    static let processVMRead = 270
  #endif
  static let pidfdGetFd = 438
  static let ioURingSetup = 425
  static let bpf = 321

  /// A Perl program that makes a call and prints its errno, 0 when it succeeded.
  static func attempt(_ number: Int, _ arguments: [Int]) -> [String] {
    let list = ([number] + arguments).map(String.init).joined(separator: ", ")
    return ["perl", "-e", "print syscall(\(list)) < 0 ? $!+0 : 0"]
  }
}
