/// A kernel controller that keeps one kind of limit.
package enum CgroupController: String, CaseIterable, Sendable {
  case memory
  case cpu
  case pids
}
