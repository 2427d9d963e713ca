package main

// A client of the official SDK whose requests are recorded instead of sent.

import (
	"io"
	"net/http"
	"strings"

	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

const (
	tc3     = "TC3-HMAC-SHA256"
	service = "trtc"
	version = "2019-07-22"
)

// request is one as it is on the wire.
type request struct {
	Method  string            `json:"method"`
	Host    string            `json:"host"`
	Target  string            `json:"target"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
}

// settings are those of a client.
type settings struct {
	SecretId, SecretKey, Token  string
	Region, Language            string
	SignatureMethod, HttpMethod string
}

func newClient(host string, given settings) (*common.Client, *recorder) {
	wanted := profile.NewClientProfile()
	wanted.SignMethod = given.SignatureMethod
	wanted.Language = given.Language
	wanted.HttpProfile.Endpoint = host
	wanted.HttpProfile.ReqMethod = given.HttpMethod
	credential := common.NewTokenCredential(given.SecretId, given.SecretKey, given.Token)
	recorder := new(recorder)
	client := common.NewCommonClient(credential, given.Region, wanted)
	return client.WithHttpTransport(recorder), recorder
}

// recorder takes the place of the HTTP transport.
type recorder struct{ sent request }

func (r *recorder) RoundTrip(sent *http.Request) (*http.Response, error) {
	r.sent = request{
		Method: sent.Method, Host: sent.Host, Target: sent.URL.RequestURI(), Headers: map[string]string{},
	}
	for name := range sent.Header {
		r.sent.Headers[strings.ToLower(name)] = sent.Header.Get(name)
	}
	if sent.Body != nil {
		body, err := io.ReadAll(sent.Body)
		if err != nil {
			return nil, err
		}
		r.sent.Body = string(body)
	}
	answer := io.NopCloser(strings.NewReader(`{"Response":{"RequestId":"none"}}`))
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: answer, Request: sent}, nil
}
