#!/usr/bin/env bash
# Builds the protocol for this computer into a folder: its tests, and a follower that talks to a real server. The sketch
# is compiled, too, against the declarations in arduino/, to find what a compiler can find without the ESP32's.
set -euo pipefail
out=$1
cd "$(dirname "$0")"
flags=(-std=c++17 -O1 -g -Wall -Wextra -Wpedantic -Werror -fsanitize=address,undefined -fno-sanitize-recover=all)
for part in ../src/crowdmind/*.cpp; do
  g++ "${flags[@]}" -c "$part" -o "$out/$(basename "$part" .cpp).o"
done
g++ "${flags[@]}" tests.cpp "$out"/*.o -o "$out/tests"
g++ "${flags[@]}" follower.cpp "$out"/*.o -o "$out/follower"
g++ -std=c++17 -Wall -Wextra -Werror -fsyntax-only -Iarduino -include Arduino.h -x c++ ../subscriber-arduino.ino
