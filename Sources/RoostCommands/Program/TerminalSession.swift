import Glibc
import RoostDaemon
import RoostModel

/// This process's terminal and signals, lent to a program: keys go through as they are typed, signals and changes of size
/// are passed on. Without a terminal at both ends only signals are.
final class TerminalSession {
  /// What reaches the program.
  let control: AsyncStream<ProgramControl>
  /// `nil` where the program gets pipes.
  let size: TerminalSize?
  private let orders: AsyncStream<ProgramControl>.Continuation
  private var before: termios?
  private let signals: SignalWatch
  private static let passedOn = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  static func begin() -> TerminalSession {
    let attended = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    return TerminalSession(size: attended ? windowSize() : nil)
  }

  /// Leaves the terminal as it is.
  static func signalsOnly() -> TerminalSession { TerminalSession(size: nil) }

  private init(size: TerminalSize?) {
    self.size = size
    let (control, orders) = AsyncStream.makeStream(of: ProgramControl.self, bufferingPolicy: .bufferingNewest(64))
    self.control = control
    self.orders = orders
    before = size == nil ? nil : TerminalSession.makeRaw()
    signals = SignalWatch(TerminalSession.passedOn + (size == nil ? [] : [SIGWINCH])) { number in
      guard number == SIGWINCH else { return _ = orders.yield(.signal(number)) }
      if let size = TerminalSession.windowSize() { orders.yield(.resized(size)) }
    }
  }

  /// Gives the terminal back as it was. Harmless the second time.
  func end() {
    signals.end()
    orders.finish()
    if var before { tcsetattr(STDIN_FILENO, TCSADRAIN, &before) }
    before = nil
  }

  private static func windowSize() -> TerminalSize? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 else { return nil }
    return TerminalSize(columns: size.ws_col == 0 ? 80 : size.ws_col, rows: size.ws_row == 0 ? 24 : size.ws_row)
  }

  /// What to go back to.
  private static func makeRaw() -> termios? {
    var before = termios()
    guard tcgetattr(STDIN_FILENO, &before) == 0 else { return nil }
    var raw = before
    cfmakeraw(&raw)
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 ? before : nil
  }
}
