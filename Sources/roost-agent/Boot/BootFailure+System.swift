import Glibc
import RoostAgentProtocol

extension BootFailure {
  /// Runs a step of the boot; what the kernel refuses becomes a failure of that stage.
  @discardableResult
  static func at<Value>(
    _ stage: Stage, _ message: @autoclosure () -> String, _ body: () throws(SystemFailure) -> Value
  ) throws(BootFailure) -> Value {
    do throws(SystemFailure) {
      return try body()
    } catch {
      throw BootFailure(stage: stage, errno: error.errno, message: message())
    }
  }

  /// The same for a single `roost_` function.
  @discardableResult
  static func check(
    _ stage: Stage, _ message: @autoclosure () -> String, _ result: Int32
  ) throws(BootFailure) -> Int32 {
    if result < 0 { throw BootFailure(stage: stage, errno: -result, message: message()) }
    return result
  }
}
