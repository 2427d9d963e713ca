// Answers each line of JSON with one, by Tencent's official Go SDK and the documents' samples.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
)

var operations = map[string]func(line []byte) (any, error){
	"trtc.sign":     with(sign),
	"trtc.send":     with(send),
	"trtc.callback": with(trtcCallback),
	"zego.sign":     with(zegoSignature),
	"zego.callback": with(zegoCallback),
}

// with reads what an operation is given.
func with[Given, Result any](operation func(Given) (Result, error)) func([]byte) (any, error) {
	return func(line []byte) (any, error) {
		var given Given
		if err := json.Unmarshal(line, &given); err != nil {
			return nil, err
		}
		return operation(given)
	}
}

func answer(line []byte) any {
	var named struct{ Op string }
	if err := json.Unmarshal(line, &named); err != nil {
		return map[string]string{"error": err.Error()}
	}
	operation, ok := operations[named.Op]
	if !ok {
		return map[string]string{"error": fmt.Sprintf("no operation %q", named.Op)}
	}
	result, err := operation(line)
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	return map[string]any{"result": result}
}

func main() {
	lines, answers := bufio.NewReader(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		if err == nil {
			err = answers.Encode(answer(line))
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}
