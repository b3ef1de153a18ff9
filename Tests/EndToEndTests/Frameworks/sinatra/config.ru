require "./app"
run Front
