/// How far the scan of a head came.
enum HeadScan: Equatable {
  case incomplete, complete
  case fault(MessageFault)
}
